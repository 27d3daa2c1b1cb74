import { readFile } from "node:fs/promises";
import { type ImportedWorkflow, importWorkflow } from "@/server/workflows/import-workflow";
import type { CliArguments } from "./cli-arguments";
import { findServer, withDatabase } from "./data-folder";
import { printIssues } from "./print-error";
import { readDocument } from "./read-document";

/** Stores the document and prints the new workflow's id. What keeps it from running is listed, and refuses nothing. */
export async function importFile({ file, isQuiet }: CliArguments): Promise<number> {
  await readDocument(file);
  const text = await readFile(file, "utf8");
  const server = await findServer();
  const { id, report } =
    server === undefined
      ? await withDatabase(() => importWorkflow({ workspaceId: "default", text }))
      : await server.send<ImportedWorkflow>("POST", "/api/v1/workflows/import", JSON.parse(text));
  if (!isQuiet) printIssues(report.issues);
  process.stdout.write(`${id}\n`);
  return 0;
}
