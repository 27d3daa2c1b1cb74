import { database } from "@/server/db/database";
import { listExamples } from "@/server/workflows/gallery/list-examples";
import { openExample } from "@/server/workflows/gallery/open-example";

const workspaceId = "default";

/** The very first start: one example is there to be looked at. Whoever deletes it does not get it back. */
export async function seedExample(): Promise<void> {
  const opened = await database();
  const rows = await opened.execute(
    `insert into settings (workspace_id, key, value) select $1, 'gallery.seeded', 'true'
     where not exists (select 1 from workflows where workspace_id = $1) on conflict do nothing returning key`,
    [workspaceId],
  );
  const first = listExamples()[0];
  if (rows.length > 0 && first !== undefined) await openExample(workspaceId, first.slug);
}
