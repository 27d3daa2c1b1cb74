/** The config field that an issue's path names: `fields[0].name` of `nodes[3].config.fields[0].name`. */
export function fieldOfPath(path: string): string | undefined {
  return /^nodes\[\d+\]\.config\.?(.+)$/.exec(path)?.[1];
}
