import type { Database, DatabaseSession } from "@/server/db/open-database";
import { newId } from "@/server/new-id";
import { isSameMarkSql } from "@/server/triggers/watch/file-mark";
import type { SettledFile } from "@/server/triggers/watch/settled-files";

/** Whose files. */
export interface WatchKey {
  readonly workflowId: string;
  readonly nodeId: string;
}

/** Who has the file's run: this process under a name for it, another one at present, or nobody any more. */
export type Claim =
  | { readonly holder: "us"; readonly name: string }
  | { readonly holder: "other" }
  | { readonly holder: "nobody" };

/** A process that began with a file and has not said that it is done in this time is taken to be gone. */
const claimSeconds = 60;

/**
 * The files that are dealt with already, by path. Before the first time, `list` says what is there: those need no run. One
 * process does that, and the others wait for it.
 */
export async function loadWatchedFiles(
  database: Database,
  { workflowId, nodeId }: WatchKey,
  list: () => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  return database.transaction(async (session) => {
    const [trigger] = await session.execute<{ watched_since: Date | null }>(
      "select watched_since from triggers where workflow_id = $1 and node_id = $2 for update",
      [workflowId, nodeId],
    );
    if (trigger === undefined) return new Map();
    if (trigger.watched_since === null) await remember(session, { workflowId, nodeId }, await list());
    const rows = await session.execute<{ path: string; mark: string }>(
      "select path, mark from watched_files where workflow_id = $1 and node_id = $2 and claimed_until is null",
      [workflowId, nodeId],
    );
    return new Map(rows.map(({ path, mark }) => [path, mark]));
  });
}

async function remember(
  session: DatabaseSession,
  { workflowId, nodeId }: WatchKey,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  await session.execute("delete from watched_files where workflow_id = $1 and node_id = $2", [workflowId, nodeId]);
  const rows = [...files].map(([path, mark]) => ({ path, mark }));
  await session.execute(
    `insert into watched_files (workflow_id, node_id, path, mark)
     select $1, $2, path, mark from json_to_recordset($3::json) as t(path text, mark text)`,
    [workflowId, nodeId, JSON.stringify(rows)],
  );
  await session.execute("update triggers set watched_since = now() where workflow_id = $1 and node_id = $2", [
    workflowId,
    nodeId,
  ]);
}

const isSame = isSameMarkSql("f.mark", "excluded.mark");

/** Takes a file for this process; the name stays the same for whoever takes the same state of it after a crash. */
export async function claimFile(
  database: Database,
  { workflowId, nodeId }: WatchKey,
  { path, mark }: SettledFile,
): Promise<Claim> {
  const [taken] = await database.execute<{ claim: string }>(
    `insert into watched_files as f (workflow_id, node_id, path, mark, claim, claimed_until)
     select workflow_id, node_id, $3, $4, $5, now() + interval '${claimSeconds} seconds'
     from triggers where workflow_id = $1 and node_id = $2
     on conflict (workflow_id, node_id, path) do update set mark = excluded.mark, claimed_until = excluded.claimed_until,
       claim = case when ${isSame} then coalesce(f.claim, excluded.claim) else excluded.claim end
     where not ${isSame} or f.claimed_until <= now()
     returning claim`,
    [workflowId, nodeId, path, mark, newId()],
  );
  if (taken !== undefined) return { holder: "us", name: taken.claim };
  const [row] = await database.execute<{ is_open: boolean }>(
    `select claimed_until is not null as is_open from watched_files
     where workflow_id = $1 and node_id = $2 and path = $3`,
    [workflowId, nodeId, path],
  );
  return { holder: row?.is_open === true ? "other" : "nobody" };
}

/** Nothing is left to do for this state of the file. */
export async function finishFile(database: Database, key: WatchKey, file: SettledFile): Promise<void> {
  await setClaimedUntil(database, key, file, "null");
}

/** Somebody else may take it at once. */
export async function releaseFile(database: Database, key: WatchKey, file: SettledFile): Promise<void> {
  await setClaimedUntil(database, key, file, "now()");
}

async function setClaimedUntil(
  database: Database,
  { workflowId, nodeId }: WatchKey,
  { path, mark }: SettledFile,
  until: "null" | "now()",
): Promise<void> {
  await database.execute(
    `update watched_files set claimed_until = ${until} where workflow_id = $1 and node_id = $2 and path = $3 and mark = $4`,
    [workflowId, nodeId, path, mark],
  );
}

/** Files that went: when one of the name comes again, it is a new one. */
export async function forgetFiles(
  database: Database,
  { workflowId, nodeId }: WatchKey,
  paths: readonly string[],
): Promise<void> {
  await database.execute(
    "delete from watched_files where workflow_id = $1 and node_id = $2 and path = any($3) and claimed_until is null",
    [workflowId, nodeId, paths as string[]],
  );
}
