import type { RefObject } from "react";
import type { CodeLanguage, CodeProblem } from "./code-language";
import type { FieldScope } from "./form-context";

export interface CodeEditorProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  /** What a screen reader calls it. */
  label: string;
  language: CodeLanguage;
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  /** Names to complete. */
  scope: FieldScope;
  /** What does not parse, to be underlined. */
  findProblem: (text: string) => CodeProblem | undefined;
  /** The least height; longer text grows up to 20 lines. */
  lines: number;
  placeholder?: string;
  isReadOnly: boolean;
}

export type LoadedEditorProps = CodeEditorProps & {
  /** What was selected in the plain field when it was replaced, if it had the focus. */
  selected: RefObject<{ readonly anchor: number; readonly head: number } | undefined>;
};
