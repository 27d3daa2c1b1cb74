/** Next calls this once at the start of a server, before the first request, and never during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  // Opening takes its time in a thread of its own: begun first, it overlaps with loading all the rest.
  const { database } = await import("@/server/db/database");
  database().catch(() => {});
  const { boot } = await import("@/server/boot");
  // Not awaited: the health check says how far it is, and a start that failed has to be told, not to end the process.
  void boot();
  const { offerListener } = await import("@/server/node-listener");
  offerListener();
}
