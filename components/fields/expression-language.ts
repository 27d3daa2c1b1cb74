import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { StreamLanguage } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import type { FieldScope } from "./form-context";
import { scopeCompletions } from "./scope-completions";

const functions =
  "string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace " +
  "number abs floor ceil round power sqrt random sum max min average boolean not exists count append sort reverse " +
  "shuffle distinct zip keys lookup spread merge each sift map filter reduce single now millis fromMillis toMillis " +
  "formatNumber formatBase parseInteger type";

const functionCompletions: readonly Completion[] = functions
  .split(" ")
  .map((name) => ({ label: `$${name}`, type: "function", apply: `$${name}(` }));

const jsonata = StreamLanguage.define({
  name: "jsonata",
  startState: () => ({ isInComment: false }),
  token(stream, state) {
    if (state.isInComment || stream.match("/*")) {
      state.isInComment = !stream.match(/.*?\*\//);
      if (state.isInComment) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/"(?:[^"\\]|\\.)*"?/) || stream.match(/'(?:[^'\\]|\\.)*'?/)) return "string";
    if (stream.match(/\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/)) return "number";
    if (stream.match(/\$[A-Za-z_]\w*(?=\s*\()/)) return "variableName.function";
    if (stream.match(/\$[\w$]*/)) return "variableName";
    if (stream.match(/(?:and|or|in|true|false|null|function)\b/)) return "keyword";
    if (stream.match(/[A-Za-z_]\w*/) || stream.match(/`[^`]*`?/)) return "propertyName";
    stream.next();
    return "operator";
  },
});

/** Colors and completes JSONata. */
export function expressionLanguage(getScope: () => FieldScope): {
  extensions: Extension;
  complete: (context: CompletionContext) => CompletionResult | null;
} {
  return { extensions: jsonata, complete: (context) => completeExpression(context, getScope()) };
}

function completeExpression(context: CompletionContext, scope: FieldScope): CompletionResult | null {
  const word = context.matchBefore(/\$?[A-Za-z_][\w.]*|\$/);
  if (word === null && !context.explicit) return null;
  const isFunction = word?.text.startsWith("$") === true;
  return {
    from: word?.from ?? context.pos,
    options: isFunction ? [...functionCompletions] : [...scopeCompletions(scope), ...functionCompletions],
    validFor: /^\$?[\w.]*$/,
  };
}
