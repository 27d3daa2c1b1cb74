import { z } from "zod";
import { type AppError, errorCodes, httpStatusOf } from "@/nodes/core/app-error";
import { reportError } from "@/server/report-error";
import { issueSchema } from "@/server/workflows/issue-schema";

/** RFC 9457, with what ours adds. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    hint: z.string().optional().describe("The next step."),
    field: z.string().optional(),
    issues: z.array(issueSchema).optional(),
    runId: z.string().optional().describe("The run that it came of."),
    documentId: z.string().optional().describe("The document that has the same text."),
    id: z.string().optional().describe("Names the entry of the server's log."),
  })
  .meta({ id: "Problem" });
type Problem = z.infer<typeof problemSchema>;

const titles: Partial<Record<number, string>> = {
  400: "The request is not right",
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  405: "Not this method",
  409: "It does not fit what is there",
  413: "Too large",
  422: "Not valid",
  429: "Too many requests",
  500: "Something went wrong",
  502: "What it called failed",
  503: "Not ready",
};

export interface ProblemOptions {
  /** Where the code alone does not say it. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Anything that was thrown as the answer to a request. */
export function problemOf(thrown: unknown, where: string, options: ProblemOptions = {}): Response {
  const { error, id } = reportError(thrown, where);
  const issues = issuesOf(error);
  const status = options.status ?? statusOf(error, issues);
  const problem: Problem = {
    type: "about:blank",
    title: titles[status] ?? "The request failed",
    status,
    detail: id === undefined ? error.userMessage : `${error.userMessage} (${id})`,
    code: error.code,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(issues === undefined ? {} : { issues }),
    ...(typeof error.details?.runId === "string" ? { runId: error.details.runId } : {}),
    ...(typeof error.details?.documentId === "string" ? { documentId: error.details.documentId } : {}),
    ...(id === undefined ? {} : { id }),
  };
  const headers = { "content-type": "application/problem+json", ...retryAfter(error, status), ...options.headers };
  return new Response(JSON.stringify(problem), { status, headers });
}

/** In seconds, where nobody said how long it will take. */
const usualPauseS = 5;

function retryAfter(error: AppError, status: number): Record<string, string> {
  if (!error.retryable || (status !== 429 && status !== 503)) return {};
  return { "retry-after": String(error.details?.retryAfterS ?? usualPauseS) };
}

/**
 * JSON that was understood and is not right is 422, with what is wrong; all else that is malformed is 400. What the server
 * itself broke off, because it stops, may be asked again.
 */
function statusOf(error: AppError, issues: Problem["issues"]): number {
  if (error.code === "CANCELED" && error.retryable) return 503;
  return error.code === "REQUEST_INVALID" && issues !== undefined ? 422 : httpStatusOf[error.code];
}

/** Findings in an error's details, brought to the one shape of an issue. */
export function issuesOf(error: AppError): Problem["issues"] {
  const given = error.details?.issues;
  if (!Array.isArray(given)) return undefined;
  return given.map((issue) => {
    const parsed = issueSchema.safeParse(issue);
    if (parsed.success) return parsed.data;
    const { path = "", message = "" } = issue as { path?: unknown; message?: unknown };
    return { path: String(path), code: error.code, message: String(message), severity: "error" as const };
  });
}
