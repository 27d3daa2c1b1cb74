import { hasErrors } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import { definitions } from "@/nodes/definitions";
import type { CliArguments } from "./cli-arguments";
import { printIssues } from "./print-error";
import { readDocument } from "./read-document";

/** Document issues refuse the file; run issues are listed, and are errors too: this asks whether it would run. */
export async function validateFile({ file }: CliArguments): Promise<number> {
  const workflow = await readDocument(file);
  const issues = runIssues(workflow, definitions);
  printIssues(issues, process.stdout);
  const verdict = hasErrors(issues) ? "would not run yet" : "is valid";
  process.stdout.write(
    `${file} ${verdict}: ${workflow.nodes.length} nodes, ${workflow.connections.length} connections.\n`,
  );
  return hasErrors(issues) ? 1 : 0;
}
