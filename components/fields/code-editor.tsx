"use client";

import { lazy, Suspense, useRef } from "react";
import { Textarea } from "@/components/ui/textarea";
import type { CodeEditorProps, LoadedEditorProps } from "./code-editor-props";

/** Fetched when the first editor shows, not with the page; where that fails, the plain field stays. */
const CodeMirror = lazy(() => import("./code-mirror").catch(() => ({ default: PlainEditor })));

/** A field for code; until the editor is there, one for plain text, so that nobody waits to type; what is selected in it stays so. */
export function CodeEditor(props: CodeEditorProps) {
  const selected: LoadedEditorProps["selected"] = useRef(undefined);
  return (
    <Suspense fallback={<PlainEditor {...props} selected={selected} />}>
      <CodeMirror {...props} selected={selected} />
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
  selected,
  ...rest
}: LoadedEditorProps) {
  return (
    <Textarea
      // At the moment when the editor takes its place: what was just selected has told nobody yet.
      ref={(element) => () => {
        if (element === null || element !== document.activeElement) return;
        selected.current = { anchor: element.selectionStart, head: element.selectionEnd };
      }}
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
      onChange={({ target }) => {
        selected.current = { anchor: target.selectionStart, head: target.selectionEnd };
        onChange(target.value);
      }}
      onFocus={() => {
        selected.current = { anchor: value.length, head: value.length };
      }}
      // Tells of a caret that moved, too.
      onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
        selected.current = { anchor: selectionStart, head: selectionEnd };
      }}
      onBlur={() => {
        selected.current = undefined;
        onBlur();
      }}
    />
  );
}
