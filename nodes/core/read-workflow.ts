import type { z } from "zod";
import { errorIssue, formatPath, type Issue } from "./issue";
import { isJsonObject, jsonDepth } from "./json";
import type { NodeDefinitions } from "./node-definition";
import { nulIssues } from "./nul-issues";
import { upgradeDocument, upgradeNodes } from "./upgrade";
import { documentIssues } from "./validate-workflow";
import { type Workflow, workflowFormat, workflowLimits, workflowSchema, workflowVersion } from "./workflow";

export type ReadWorkflow =
  | { readonly workflow: Workflow; readonly issues: readonly [] }
  | { readonly workflow?: undefined; readonly issues: readonly Issue[] };

/** A hostile document has tens of thousands, and nobody reads on. */
const mostIssues = 100;

/**
 * Parsed JSON as a document: depth, version, upgrade, shape, graph. Executes nothing and connects nowhere. Issues are
 * document issues only: a document that is returned may still have run issues.
 */
export function readWorkflow(json: unknown, definitions: NodeDefinitions): ReadWorkflow {
  if (!isJsonObject(json))
    return refused(
      "",
      "WORKFLOW_INVALID",
      "This is no workflow: a workflow is a JSON object with format, version, name, nodes and connections.",
    );
  if (jsonDepth(json, workflowLimits.jsonDepth) > workflowLimits.jsonDepth) {
    return refused("", "LIMIT_EXCEEDED", `This document nests deeper than ${workflowLimits.jsonDepth} levels.`);
  }
  const header = headerIssues(json);
  if (header.length > 0) return { issues: header };
  const parsed = workflowSchema.safeParse(upgradeDocument(json));
  if (!parsed.success) return { issues: schemaIssues(parsed.error, json) };
  const workflow = { ...parsed.data, nodes: upgradeNodes(parsed.data.nodes, definitions) };
  const issues = [...nulIssues(workflow), ...documentIssues(workflow, definitions)];
  return issues.length > 0 ? { issues: issues.slice(0, mostIssues) } : { workflow, issues: [] };
}

function refused(path: string, code: Issue["code"], message: string): ReadWorkflow {
  return { issues: [errorIssue(path, code, message)] };
}

function headerIssues(json: Record<string, unknown>): Issue[] {
  if (json.format !== workflowFormat) {
    return [
      errorIssue(
        "format",
        "WORKFLOW_INVALID",
        `This is no Heddle workflow: its format is ${quote(json.format)}, not "${workflowFormat}".`,
      ),
    ];
  }
  if (typeof json.version !== "number" || !Number.isInteger(json.version) || json.version < 1) {
    return [
      errorIssue(
        "version",
        "WORKFLOW_INVALID",
        `The version is a whole number, ${workflowVersion} for this Heddle, not ${quote(json.version)}.`,
      ),
    ];
  }
  if (json.version > workflowVersion) {
    return [
      errorIssue(
        "version",
        "WORKFLOW_INVALID",
        `This document is of version ${json.version}; this Heddle reads up to version ${workflowVersion}. Update Heddle to open it.`,
      ),
    ];
  }
  return [];
}

function schemaIssues(error: z.ZodError, json: Record<string, unknown>): Issue[] {
  return error.issues.slice(0, mostIssues).map((issue) => {
    const code =
      issue.path[0] === "connections"
        ? "CONNECTION_INVALID"
        : issue.code === "too_big"
          ? "LIMIT_EXCEEDED"
          : "WORKFLOW_INVALID";
    return errorIssue(formatPath(issue.path), code, issue.message, nodeIdAt(json, issue.path));
  });
}

function nodeIdAt(json: Record<string, unknown>, path: readonly PropertyKey[]): string | undefined {
  if (path[0] !== "nodes" || typeof path[1] !== "number" || !Array.isArray(json.nodes)) return undefined;
  const node: unknown = json.nodes[path[1]];
  return isJsonObject(node) && typeof node.id === "string" ? node.id.slice(0, 64) : undefined;
}

function quote(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value)?.slice(0, 60) ?? typeof value);
}
