/** The input of a workflow's last run in this browser, so that the form need not be filled in again. */

const key = (workflowId: string) => `heddle:last-input:${workflowId}`;

export function loadLastInput(workflowId: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(workflowId)) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A browser without storage, or with a full one, only forgets. */
export function saveLastInput(workflowId: string, input: Readonly<Record<string, unknown>>): void {
  try {
    localStorage.setItem(key(workflowId), JSON.stringify(input));
  } catch {}
}
