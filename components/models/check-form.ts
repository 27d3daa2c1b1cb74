import type { ModelForm } from "./model-form";

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/;
const headerPattern = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** What is missing or wrong in the form, by field, in the order in which the fields stand; the server knows the rest. */
export function checkForm(form: ModelForm): Readonly<Record<string, string>> {
  const found: Record<string, string | undefined> = {
    base_url:
      form.type === "custom" && isBlank(form.baseUrl)
        ? "Write the server's address, such as http://127.0.0.1:8080/v1."
        : undefined,
    path: form.type === "gguf" && isBlank(form.path) ? "Name the .gguf file in the folder models/." : undefined,
    name: form.name.trim().length > 200 ? "A name has at most 200 letters." : undefined,
    id: idProblem(form.id.trim()),
    maxConcurrent: isFraction(form.maxConcurrent) ? "Write a whole number of calls." : undefined,
    context: isFraction(form.context) ? "Write a whole number of tokens." : undefined,
    headers: form.type === "gguf" ? undefined : headerProblem(form),
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function idProblem(id: string): string | undefined {
  if (id === "") return "Write an id, or a name that it is made from.";
  if (idPattern.test(id)) return undefined;
  return "An id begins with a letter or digit and has at most 128 letters, digits and . _ : @ -";
}

function headerProblem({ headers }: ModelForm): string | undefined {
  const named = headers.map(({ name }) => name.trim()).filter((name) => name !== "");
  if (headers.some(({ name, value }) => isBlank(name) && !isBlank(value))) return "A header has no name.";
  const wrong = named.find((name) => !headerPattern.test(name));
  if (wrong !== undefined) return `“${wrong}” is no name for a header: it has letters, digits and hyphens.`;
  const twice = named.find((name, i) => named.findIndex((one) => one.toLowerCase() === name.toLowerCase()) < i);
  return twice === undefined ? undefined : `The header “${twice}” stands here twice.`;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function isFraction(value: number | null): boolean {
  return value !== null && !Number.isInteger(value);
}
