/** Where a document came from. */
export interface DocumentOrigin {
  readonly kind: "file" | "page" | "text" | "run";
  /** Of a page. */
  readonly address?: string;
  /** Of a file that has pages. */
  readonly pages?: number;
  /** Of what was remembered. */
  readonly runId?: string;
  readonly nodeId?: string;
}

/** What can be read of an origin as it is stored. */
export function originOf(origin: Readonly<Record<string, unknown>>): DocumentOrigin {
  const { kind, address, pages, runId, nodeId } = origin;
  return {
    kind: kind === "file" || kind === "page" || kind === "run" ? kind : "text",
    ...(typeof address === "string" ? { address } : {}),
    ...(typeof pages === "number" ? { pages } : {}),
    ...(typeof runId === "string" ? { runId } : {}),
    ...(typeof nodeId === "string" ? { nodeId } : {}),
  };
}
