import { readFile } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { isJsonObject, type JsonObject } from "@/nodes/core/json";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { type Workflow, workflowLimits } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { CliError } from "./print-error";

/** A workflow from a file. Throws `WORKFLOW_INVALID` with `details.issues`. */
export async function readDocument(file: string): Promise<Workflow> {
  const text = await readText(file);
  if (Buffer.byteLength(text) > workflowLimits.bytes)
    throw new AppError("LIMIT_EXCEEDED", `${file} is larger than 5 MB, the most that a workflow may be.`);
  const { workflow, issues } = readWorkflow(parse(text, file), definitions);
  if (workflow === undefined)
    throw new AppError("WORKFLOW_INVALID", `${file} is no valid workflow.`, { details: { issues } });
  return workflow;
}

/** The run's input: JSON as it stands, or `@file.json`. */
export async function readInput(given: string | undefined): Promise<JsonObject> {
  if (given === undefined) return {};
  const value = given.startsWith("@") ? parse(await readText(given.slice(1)), given.slice(1)) : parse(given, "--input");
  if (!isJsonObject(value)) throw new CliError(`--input is one JSON object, such as '{"topic":"looms"}'.`);
  return value as JsonObject;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
}

function parse(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${subject} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
