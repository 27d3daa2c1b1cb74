import { database } from "@/server/db/database";
import { type GrantsReport, grantsReport } from "@/server/workflows/grants";
import { readStored } from "@/server/workflows/stored-workflow";

export async function getGrants(workspaceId: string, id: string): Promise<GrantsReport> {
  return grantsReport(await readStored(await database(), workspaceId, id));
}
