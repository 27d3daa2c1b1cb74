import { AppError } from "@/nodes/core/app-error";
import { errorIssue, hasErrors, type Issue } from "@/nodes/core/issue";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { InputConfig, InputField } from "@/nodes/input/definition";
import { fileIdOf, parseRunInput } from "@/nodes/input/parse-input";
import type { Database } from "@/server/db/open-database";
import type { Runnable } from "@/server/executor/load-runnable";
import { readFileRecords } from "@/server/files/read-file-records";

export interface RawRunInput {
  readonly workspaceId: string;
  readonly input: JsonObject;
  /** What errors call the workflow. */
  readonly subject: string;
}

/** What a run is started with, checked against the fields of its `input` node. Throws `NODE_INPUT_INVALID` with issues. */
export async function readRunInput(
  database: Database,
  runnable: Runnable,
  { workspaceId, input, subject }: RawRunInput,
): Promise<JsonObject> {
  const node = runnable.workflow.nodes.find((one) => one.type === "input" && one.disabled !== true);
  if (node === undefined) return input;
  const config = runnable.graph().nodes.get(node.id)?.config as InputConfig | undefined;
  const fields = config?.fields ?? [];
  const { value, issues } = parseRunInput(fields, input);
  if (hasErrors(issues)) refuseInput(issues, subject);
  const files = fields.filter((field) => field.type === "file" && value[field.name] !== null);
  return files.length === 0 ? value : withFiles(database, workspaceId, value, files, subject);
}

/** A client names a file by its id alone: name, type and size are what the server found when it was uploaded. */
async function withFiles(
  database: Database,
  workspaceId: string,
  value: JsonObject,
  fields: readonly InputField[],
  subject: string,
): Promise<JsonObject> {
  const named = fields.map(({ name }) => ({ name, id: fileIdOf(value[name] as JsonValue) as string }));
  const known = await readFileRecords(
    database,
    workspaceId,
    named.map(({ id }) => id),
  );
  const unknown = named.filter(({ id }) => !known.has(id));
  if (unknown.length > 0)
    refuseInput(
      unknown.map(({ name, id }) => noFile(name, id)),
      subject,
    );
  return { ...value, ...Object.fromEntries(named.map(({ name, id }) => [name, { ...known.get(id) } as JsonObject])) };
}

function noFile(name: string, id: string): Issue {
  const message = `${name}: there is no uploaded file ${JSON.stringify(id.slice(0, 60))} here. Upload it first, and give the fileId that the upload answers.`;
  return errorIssue(`input.${name}`, "NODE_INPUT_INVALID", message);
}

function refuseInput(issues: readonly Issue[], subject: string): never {
  const first = issues.find((issue) => issue.severity === "error") as Issue;
  throw new AppError("NODE_INPUT_INVALID", `${subject}: ${first.message}`, { field: first.path, details: { issues } });
}
