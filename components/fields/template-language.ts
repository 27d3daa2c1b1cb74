import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from "@codemirror/view";
import type { FieldScope } from "./form-context";
import { scopeCompletions } from "./scope-completions";
import { overtype } from "./template-overtype";

/** The filters that people reach for; LiquidJS has more. */
const filters: readonly Completion[] = [
  { label: "default", detail: '"…"', info: "Takes the place of an empty value" },
  { label: "json", info: "The value as JSON" },
  { label: "join", detail: '", "', info: "A list as text" },
  { label: "size", info: "How many items or letters" },
  { label: "first", info: "The first item" },
  { label: "last", info: "The last item" },
  { label: "map", detail: '"name"', info: "One field of each item" },
  { label: "where", detail: '"name", value', info: "The items whose field has a value" },
  { label: "upcase", info: "IN CAPITALS" },
  { label: "downcase", info: "in small letters" },
  { label: "strip", info: "Without blanks around it" },
  { label: "truncate", detail: "200", info: "At most so many letters" },
  { label: "replace", detail: '"a", "b"', info: "One text by another" },
  { label: "split", detail: '","', info: "Text as a list" },
  { label: "date", detail: '"%Y-%m-%d"', info: "A time as text" },
  { label: "url_encode", info: "For text inside an address" },
].map((filter) => ({ ...filter, type: "function" }));

/** Colors and completes LiquidJS inside of text. */
export function templateLanguage(getScope: () => FieldScope): { extensions: Extension; complete: CompleteSource } {
  return {
    extensions: [chips, tagColors, overtypeBraces, closeBraces],
    complete: (context) => completeTemplate(context, getScope()),
  };
}

type CompleteSource = (context: CompletionContext) => CompletionResult | null;

const chips = marked(/\{\{[^{}\n]*\}\}/g, "cm-variable");
const tagColors = marked(/\{%[^%\n]*%\}/g, "cm-tag");

function marked(regexp: RegExp, className: string): Extension {
  const decorator = new MatchDecorator({ regexp, decoration: Decoration.mark({ class: className }) });
  return ViewPlugin.define(
    (view) => ({
      decorations: decorator.createDeco(view),
      update(update) {
        this.decorations = decorator.updateDeco(update, this.decorations);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}

const overtypeBraces = EditorView.inputHandler.of((view, from, to, text) => {
  const line = view.state.doc.lineAt(from);
  if (from !== to) return false;
  const act = overtype(line.text.slice(0, from - line.from), line.text.slice(from - line.from), text);
  if (act === "step") view.dispatch({ selection: { anchor: from + 1 }, userEvent: "select" });
  return act !== undefined;
});

/** The second brace brings its end along, so that a template is not broken while a name is typed. */
const closeBraces = EditorView.inputHandler.of((view, from, to, text) => {
  const { doc } = view.state;
  const isSecond =
    text === "{" && doc.sliceString(from - 1, from) === "{" && doc.sliceString(from - 2, from - 1) !== "{";
  if (!isSecond || doc.sliceString(to, to + 1) === "}") return false;
  view.dispatch({ changes: { from, to, insert: "{  }}" }, selection: { anchor: from + 2 }, userEvent: "input.type" });
  startCompletion(view);
  return true;
});

function completeTemplate(context: CompletionContext, scope: FieldScope): CompletionResult | null {
  const before = context.state.doc.sliceString(Math.max(0, context.pos - 500), context.pos);
  const opened = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
  if (opened === -1) return null;
  const inside = before.slice(opened + 2);
  if (inside.includes("}}") || inside.includes("%}")) return null;
  const word = context.matchBefore(/[A-Za-z_][\w.]*/);
  const from = word?.from ?? context.pos;
  if (/\|\s*\w*$/.test(inside)) return { from, options: [...filters], validFor: /^\w*$/ };
  if (word === null && !context.explicit && !/^\s*$/.test(inside)) return null;
  return { from, options: scopeCompletions(scope), validFor: /^[\w.]*$/ };
}
