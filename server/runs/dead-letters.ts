import { z } from "zod";
import type { DatabaseSession } from "@/server/db/open-database";

/** Of a run that crashed its process too often; its error has the reason. */
export const deadLetterSchema = z
  .object({ sentAgainAs: z.string().nullable().describe("The run that goes on in its place; null before that.") })
  .describe("It is in the dead letters, or was until it was sent again.");
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Columns of a run `r`. A successor that is not there (its server went down, or it was deleted) is none. */
export const deadLetterColumns =
  "r.is_dead_letter, (select n.id from runs n where n.id = r.sent_again_as) as sent_again_as";

export interface DeadLetterRow {
  readonly is_dead_letter: boolean;
  readonly sent_again_as: string | null;
}

/** Condition on a run `r`. */
export const inDeadLetters = "r.is_dead_letter and not exists (select 1 from runs n where n.id = r.sent_again_as)";

export function deadLetterOf(row: DeadLetterRow): { readonly deadLetter?: DeadLetter } {
  return row.is_dead_letter ? { deadLetter: { sentAgainAs: row.sent_again_as } } : {};
}

export async function countDeadLetters(session: DatabaseSession, workspaceId: string): Promise<number> {
  const [row] = await session.execute<{ count: number }>(
    `select count(*)::int as count from runs r where r.workspace_id = $1 and ${inDeadLetters}`,
    [workspaceId],
  );
  return row?.count ?? 0;
}
