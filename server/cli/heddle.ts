import { parseArgs } from "node:util";
import { isAppError } from "@/nodes/core/app-error";
import type { CliArguments } from "./cli-arguments";
import { CliError, printError } from "./print-error";

const usage = `Usage: npm run heddle -- COMMAND

  run FILE [--input JSON] [--allow HOST]…   run a workflow and print its live trace; exit code 0 or 1
  validate FILE                             check a document without running anything
  import FILE                               store a document among the workflows
  export WORKFLOW [--out FILE]              write a stored workflow (id or slug) as JSON

Options
  --input JSON      the values of the input node, as one JSON object; "@file.json" reads them from a file
  --allow HOST      let the workflow reach this host (host or host:port); may be repeated; "*" is any public host
  --quiet           print the output only
  --help            this text

Where a server holds the data folder (HEDDLE_DATA_DIR), the command talks to it; otherwise it does the work itself.`;

const options = {
  input: { type: "string" },
  allow: { type: "string", multiple: true },
  out: { type: "string" },
  quiet: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const commands: Record<string, () => Promise<(args: CliArguments) => Promise<number>>> = {
  run: () => import("./run-file").then((module) => module.runFile),
  validate: () => import("./validate-file").then((module) => module.validateFile),
  import: () => import("./import-file").then((module) => module.importFile),
  export: () => import("./export-workflow").then((module) => module.exportWorkflow),
};

async function main(): Promise<number> {
  // What the log would say stands between the lines of the trace.
  process.env.LOG_LEVEL ??= "silent";
  const { values, positionals } = readArguments();
  const [command, file, ...more] = positionals;
  if (values.help === true || command === undefined) {
    process.stdout.write(`${usage}\n`);
    return values.help === true ? 0 : 1;
  }
  const load = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (load === undefined) throw new CliError(`There is no command "${command}".`, usage);
  if (file === undefined)
    throw new CliError(`"${command}" needs a ${command === "export" ? "workflow" : "file"}.`, usage);
  if (more.length > 0)
    throw new CliError(
      `"${command}" takes one ${command === "export" ? "workflow" : "file"}, and ${more.join(" ")} is left over.`,
      usage,
    );
  return (await load())({
    file,
    input: values.input,
    allow: values.allow ?? [],
    out: values.out,
    isQuiet: values.quiet === true,
  });
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error), usage);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    printError(error);
    process.exit(isAppError(error) || error instanceof CliError ? 1 : 2);
  },
);
