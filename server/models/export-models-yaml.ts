import { stringify } from "yaml";
import type { ModelEntry } from "./model-entry";
import { readRegistry } from "./registry";
import { isEnvironmentReference, isSecretHeader } from "./secret-fields";

/** The whole registry in the shape of `models.yaml`. Keys are left out, references to the environment stay. */
export async function exportModelsYaml(): Promise<string> {
  const { models } = await readRegistry();
  const left = models.filter(({ entry }) => entry.api_key !== undefined && !isEnvironmentReference(entry.api_key));
  const note =
    left.length === 0
      ? ""
      : `# Keys are not exported. Add api_key to: ${left.map(({ entry }) => entry.id).join(", ")}\n`;
  return note + stringify({ models: models.map(({ entry }) => withoutSecrets(entry)) }, { lineWidth: 0 });
}

function withoutSecrets({ api_key, headers, ...entry }: ModelEntry): Partial<ModelEntry> {
  const kept = Object.entries(headers ?? {}).filter(
    ([name, value]) => !isSecretHeader(name) || isEnvironmentReference(value),
  );
  return {
    ...entry,
    ...(api_key !== undefined && isEnvironmentReference(api_key) ? { api_key } : {}),
    ...(kept.length === 0 ? {} : { headers: Object.fromEntries(kept) }),
  };
}
