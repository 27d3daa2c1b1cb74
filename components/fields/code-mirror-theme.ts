import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Draws the editor as one of our controls, in our tokens: it follows light and dark by itself. */
const look = EditorView.theme({
  "&": { fontSize: "var(--text-sm)", color: "var(--color-ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.25rem", maxHeight: "26rem", overflow: "auto" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--color-ink)" },
  ".cm-line": { padding: "0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--color-selection)",
  },
  ".cm-placeholder": { color: "var(--color-faint)" },
  // Only where the caret is seen: else the braces of a template look as if a space were between them.
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--color-hover)",
    outline: "1px solid var(--color-line-strong)",
  },
  ".cm-variable": {
    color: "var(--color-kind-text)",
    backgroundColor: "color-mix(in srgb, var(--color-kind-text) 14%, transparent)",
    borderRadius: "4px",
    padding: "1px 2px",
  },
  ".cm-tag": { color: "var(--color-kind-tool)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--color-bad)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-lg)",
    backgroundColor: "var(--color-raised)",
    color: "var(--color-ink)",
    boxShadow: "var(--shadow-overlay)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { fontFamily: "var(--font-sans)", padding: "4px 8px", borderLeft: "none", maxWidth: "22rem" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "14rem", padding: "4px" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "2px 8px !important", borderRadius: "var(--radius-md)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--color-hover)",
    color: "var(--color-ink)",
  },
  ".cm-completionDetail": { color: "var(--color-faint)", fontStyle: "normal", marginLeft: "1.5em" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--color-accent)" },
});

const colors = HighlightStyle.define([
  { tag: tags.string, color: "var(--color-kind-text)" },
  { tag: tags.propertyName, color: "var(--color-ink)" },
  { tag: tags.number, color: "var(--color-kind-number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--color-kind-boolean)" },
  { tag: tags.variableName, color: "var(--color-kind-json)" },
  { tag: tags.function(tags.variableName), color: "var(--color-kind-messages)" },
  { tag: tags.comment, color: "var(--color-faint)" },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--color-dim)" },
]);

export const codeMirrorTheme = [look, syntaxHighlighting(colors)];
