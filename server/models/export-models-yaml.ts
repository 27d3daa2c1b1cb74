import { stringify } from "yaml";
import type { ModelEntry } from "./model-entry";
import { readRegistry } from "./registry";
import { isEnvironmentReference } from "./secret-fields";

/** The whole registry in the shape of `models.yaml`. Keys and what headers say are left out, references to the environment stay. */
export async function exportModelsYaml(): Promise<string> {
  const { models } = await readRegistry();
  const entries = models.map(({ entry }) => entry);
  return notes(entries) + stringify({ models: entries.map(withoutSecrets) }, { lineWidth: 0 });
}

/** What somebody who takes the file elsewhere has to add. */
function notes(entries: readonly ModelEntry[]): string {
  const keyed = entries.filter(({ api_key }) => api_key !== undefined && !isEnvironmentReference(api_key));
  const key =
    keyed.length === 0 ? [] : [`Keys are not exported. Add api_key to: ${keyed.map(({ id }) => id).join(", ")}`];
  const headers = entries.flatMap(({ id, headers = {} }) => {
    const names = Object.keys(headers).filter((name) => !isEnvironmentReference(headers[name] ?? ""));
    return names.length === 0 ? [] : [`Values of headers are not exported. Add ${names.join(", ")} to: ${id}`];
  });
  return [...key, ...headers].map((note) => `# ${note}\n`).join("");
}

function withoutSecrets({ api_key, headers, ...entry }: ModelEntry): Partial<ModelEntry> {
  const kept = Object.entries(headers ?? {}).filter(([, value]) => isEnvironmentReference(value));
  return {
    ...entry,
    ...(api_key !== undefined && isEnvironmentReference(api_key) ? { api_key } : {}),
    ...(kept.length === 0 ? {} : { headers: Object.fromEntries(kept) }),
  };
}
