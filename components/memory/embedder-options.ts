import type { SelectOption } from "@/components/ui/select";

interface KnownModel {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
}

/** The models that make vectors; one that is chosen and not there any more stays visible. */
export function embedderOptions(models: readonly KnownModel[] | undefined, current: string): SelectOption[] {
  const known = (models ?? [])
    .filter(({ capabilities }) => capabilities.includes("embeddings"))
    .map(({ id, name }) => ({ value: id, label: name || id, ...(name === id ? {} : { description: id }) }));
  const options: SelectOption[] = [
    {
      value: "default",
      label: "Default",
      description: "The first model that makes embeddings, the starter's own last",
    },
    ...known.filter(({ value }) => value !== "default"),
  ];
  if (current === "" || options.some(({ value }) => value === current)) return options;
  return [...options, { value: current, label: current, description: models && "Not on this machine" }];
}
