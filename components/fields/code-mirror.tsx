"use client";

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderText } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { controlBox } from "@/components/ui/control";
import type { LoadedEditorProps } from "./code-editor-props";
import type { CodeLanguage, CodeProblem } from "./code-language";
import { codeMirrorTheme } from "./code-mirror-theme";
import { expressionLanguage } from "./expression-language";
import type { FieldScope } from "./form-context";
import { templateLanguage } from "./template-language";

/** Marks a change that came from outside (undo, another tab), which must not be reported back. */
const fromOutside = Annotation.define<boolean>();

/** The editor itself; `CodeEditor` loads it. */
export default function CodeMirror(props: LoadedEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { language, value, isReadOnly, selected } = props;
  const readOnly = useRef(new Compartment());

  // The view lives as long as its language; everything else reaches it by `latest` or by a transaction. It takes over in
  // the same breath as the plain field goes, so that no key falls between the two.
  useLayoutEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [...extensionsOf(language, latest), readOnly.current.of(readOnlyState(latest.current.isReadOnly))],
      }),
    });
    view.current = editor;
    if (selected.current !== undefined) {
      const { length } = editor.state.doc;
      const { anchor, head } = selected.current;
      editor.focus();
      editor.dispatch({ selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) } });
    }
    return () => editor.destroy();
  }, [language, selected]);

  useLayoutEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    const { length } = editor.state.doc;
    // What was typed into the plain field at the last moment may come after the editor: the caret was meant to be behind it.
    const wanted = selected.current !== undefined && selected.current.anchor > length ? selected.current : undefined;
    const anchor = Math.min(wanted?.anchor ?? editor.state.selection.main.anchor, value.length);
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      selection: { anchor },
      annotations: fromOutside.of(true),
    });
  }, [value, selected]);

  useEffect(() => {
    view.current?.dispatch({ effects: readOnly.current.reconfigure(readOnlyState(isReadOnly)) });
  }, [isReadOnly]);

  return (
    <div
      ref={host}
      aria-invalid={props["aria-invalid"]}
      className={cn(controlBox, "overflow-hidden focus-within:outline-2 focus-within:outline-accent")}
      style={{ ["--lines" as string]: props.lines }}
    />
  );
}

type Latest = { readonly current: LoadedEditorProps };

function extensionsOf(language: CodeLanguage, latest: Latest): Extension[] {
  const { id, label, lines, placeholder } = latest.current;
  const { extensions, complete } = languageOf(language, () => latest.current.scope);
  return [
    extensions,
    history(),
    bracketMatching(),
    // Braces of a template come in pairs of two: its language closes them itself.
    language === "template" ? [] : closeBrackets(),
    autocompletion({ override: complete === undefined ? [] : [complete], icons: false, defaultKeymap: false }),
    linter((editor) => diagnosticsOf(editor, latest.current.findProblem), { delay: 250 }),
    keymap.of([
      closeList,
      ...[...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap].filter(isOurs),
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(() => ({
      id,
      "aria-label": label,
      ...(latest.current["aria-describedby"] ? { "aria-describedby": latest.current["aria-describedby"] } : {}),
    })),
    EditorView.theme({ ".cm-content": { minHeight: `calc(${lines} * 1.25rem + 12px)` } }),
    placeholder === undefined ? [] : placeholderText(placeholder),
    EditorView.updateListener.of((update) => {
      const isOwn = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside));
      if (isOwn) latest.current.onChange(update.state.doc.toString());
      if (update.focusChanged && !update.view.hasFocus) latest.current.onBlur();
    }),
    codeMirrorTheme,
  ];
}

/** Escape closes a list that is seen; else it leaves the editor, also while a list is only being looked for. */
const closeList = {
  key: "Escape",
  run: (view: EditorView) => completionStatus(view.state) === "active" && closeCompletion(view),
};

/** ⌘↵ runs the workflow and Escape leads back to the canvas, here as everywhere. */
function isOurs({ key }: { key?: string }): boolean {
  return key !== "Mod-Enter" && key !== "Escape";
}

function languageOf(language: CodeLanguage, getScope: () => FieldScope) {
  if (language === "template") return templateLanguage(getScope);
  if (language === "expression") return expressionLanguage(getScope);
  return { extensions: json() as Extension, complete: undefined };
}

function readOnlyState(isReadOnly: boolean): Extension {
  return [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(!isReadOnly)];
}

function diagnosticsOf(editor: EditorView, findProblem: (text: string) => CodeProblem | undefined): Diagnostic[] {
  const { doc } = editor.state;
  const problem = findProblem(doc.toString());
  if (problem === undefined) return [];
  if (problem.line === undefined || problem.line > doc.lines) {
    return [{ from: 0, to: doc.length, severity: "error", message: problem.message }];
  }
  const line = doc.line(Math.max(1, problem.line));
  const from = Math.min(line.to, line.from + Math.max(0, (problem.column ?? 1) - 1));
  // At the end of a line there is nothing to underline: the letter before it stands for the place.
  const start = from === line.to ? Math.max(line.from, from - 1) : from;
  return [{ from: start, to: line.to, severity: "error", message: problem.message }];
}
