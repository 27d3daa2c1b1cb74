import type { ErrorCode } from "./app-error";

/** A validation finding. Errors refuse (storage or the run), warnings neither refuse nor block. */
export interface Issue {
  /** As in `nodes[3].config.temperature`; `""` is the root. */
  readonly path: string;
  readonly code: ErrorCode;
  /** Says what to do. */
  readonly message: string;
  readonly nodeId?: string;
  readonly severity: "error" | "warning";
}

export function errorIssue(path: string, code: ErrorCode, message: string, nodeId?: string): Issue {
  return { path, code, message, ...(nodeId === undefined ? {} : { nodeId }), severity: "error" };
}

export function warningIssue(path: string, code: ErrorCode, message: string, nodeId?: string): Issue {
  return { ...errorIssue(path, code, message, nodeId), severity: "warning" };
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === "error");
}

const plainKey = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

/** `["nodes", 3, "config", "temperature"]` as `nodes[3].config.temperature`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (plainKey.test(String(key))) text += text === "" ? String(key) : `.${String(key)}`;
    else text += `[${JSON.stringify(String(key))}]`;
  }
  return text;
}
