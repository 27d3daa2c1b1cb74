"use client";

import { lazy, Suspense, useRef } from "react";
import { Textarea } from "@/components/ui/textarea";
import type { CodeEditorProps, LoadedEditorProps } from "./code-editor-props";

/** Fetched when the first editor shows, not with the page; where that fails, the plain field stays. */
const CodeMirror = lazy(() => import("./code-mirror").catch(() => ({ default: PlainEditor })));

/** A field for code; until the editor is there, one for plain text, so that nobody waits to type. */
export function CodeEditor(props: CodeEditorProps) {
  const wasFocused = useRef(false);
  return (
    <Suspense fallback={<PlainEditor {...props} wasFocused={wasFocused} />}>
      <CodeMirror {...props} wasFocused={wasFocused} />
    </Suspense>
  );
}

function PlainEditor({
  label,
  value,
  onChange,
  onBlur,
  lines,
  placeholder,
  isReadOnly,
  wasFocused,
  ...rest
}: LoadedEditorProps) {
  return (
    <Textarea
      id={rest.id}
      aria-describedby={rest["aria-describedby"]}
      aria-invalid={rest["aria-invalid"]}
      aria-label={label}
      isMono
      rows={lines}
      spellCheck={false}
      placeholder={placeholder}
      readOnly={isReadOnly}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onFocus={() => {
        wasFocused.current = true;
      }}
      onBlur={() => {
        wasFocused.current = false;
        onBlur();
      }}
    />
  );
}
