/** A value that is too large for the trace. Wrapped, since it may be anything, `undefined` included. */
export async function fetchValue(id: string, signal?: AbortSignal): Promise<{ value: unknown }> {
  const response = await fetch(`/api/v1/values/${encodeURIComponent(id)}`, { signal });
  if (!response.ok) throw new Error("The value is no longer stored: its run was removed or is past its retention.");
  return { value: await response.json() };
}
