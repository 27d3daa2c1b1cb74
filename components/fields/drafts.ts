/** Edits that are typed but not committed yet; each entry commits one. */
const pending = new Set<() => void>();

export function addPendingDraft(commit: () => void): void {
  pending.add(commit);
}

export function removePendingDraft(commit: () => void): void {
  pending.delete(commit);
}

/** Commits what is typed but not committed yet, so that a run sees what the person sees. */
export function commitDrafts(): void {
  for (const commit of [...pending]) commit();
}
