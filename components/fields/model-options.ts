export interface ModelOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** What is read of an entry of the registry. */
interface KnownModel {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  readonly capabilities?: readonly string[];
}

/** One that only makes embeddings answers no messages. */
function mayAnswer({ capabilities = [] }: KnownModel): boolean {
  return !capabilities.includes("embeddings") || capabilities.includes("chat") || capabilities.includes("text");
}

/** The choices of a model field. While the registry is not known yet (`undefined`), nothing is called missing. */
export function modelOptions(
  models: readonly KnownModel[] | undefined,
  current: string,
): { options: ModelOption[]; isMissing: boolean } {
  const known = (models ?? []).filter(mayAnswer).map(({ id, name, type }): ModelOption => {
    const description = [name === id ? undefined : id, type].filter(Boolean).join(" · ");
    return { value: id, label: name || id, ...(description === "" ? {} : { description }) };
  });
  const options: ModelOption[] = [
    { value: "default", label: "Default", description: "The first model that is usable on this machine" },
    ...known.filter((option) => option.value !== "default"),
  ];
  const isListed = current === "" || options.some((option) => option.value === current);
  if (isListed) return { options, isMissing: models !== undefined && models.length === 0 };
  const missing = {
    value: current,
    label: current,
    ...(models === undefined ? {} : { description: "Not on this machine" }),
  };
  return { options: [...options, missing], isMissing: models !== undefined };
}
