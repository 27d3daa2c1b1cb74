import { writeFile } from "node:fs/promises";
import { exportWorkflow as exportStored } from "@/server/workflows/export-workflow";
import type { CliArguments } from "./cli-arguments";
import { findServer, withDatabase } from "./data-folder";

/** Writes a stored workflow as canonical JSON to a file, or to standard output. */
export async function exportWorkflow({ file: workflow, out }: CliArguments): Promise<number> {
  const server = await findServer();
  const text =
    server === undefined
      ? await withDatabase(async () => (await exportStored("default", workflow)).text)
      : await server.text(`/api/v1/workflows/${encodeURIComponent(workflow)}/export`);
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text);
  return 0;
}
