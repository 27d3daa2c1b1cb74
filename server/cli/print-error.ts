import { isAppError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";

/** The command itself was wrong. */
export class CliError extends Error {
  readonly help?: string;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

export function printError(error: unknown): void {
  const write = (line: string) => process.stderr.write(`${line}\n`);
  if (error instanceof CliError) {
    write(error.message);
    if (error.help !== undefined) write(`\n${error.help}`);
  } else if (isAppError(error)) {
    write(`${error.userMessage} [${error.code}]`);
    printIssues((error.details?.issues as readonly Issue[] | undefined) ?? []);
    if (error.hint !== undefined) write(error.hint);
  } else write(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** One line an issue: where, how grave, what to do. */
export function printIssues(issues: readonly Issue[], stream: NodeJS.WriteStream = process.stderr): void {
  for (const { severity, path, code, message } of issues)
    stream.write(`  ${severity} at ${path === "" ? "the document" : path}: ${message} [${code}]\n`);
}
