import { z } from "zod";
import { workflowSchema } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { bootState } from "@/server/boot-state";
import { isDatabaseThere } from "@/server/db/is-database-there";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { singleton } from "@/server/singleton";
import { modelCountSchema, systemInfo } from "@/server/system-info";

const tag = "System";

const healthSchema = z
  .object({
    status: z.literal("ok"),
    version: z.string(),
    database: z.enum(["pglite", "postgres"]),
    uptimeS: z.number().describe("Since this process began to serve."),
    models: modelCountSchema,
  })
  .meta({ id: "Health" });

const notReadySchema = z.object({ status: z.string(), reason: z.string(), hint: z.string().optional() });

export const systemRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path: "/api/health",
    action: "public",
    tag,
    summary: "Whether the server is ready",
    response: healthSchema,
    also: {
      503: {
        description: "Not ready, and why",
        response: notReadySchema,
      },
    },
    handle: async () => {
      const state = bootState();
      if (state.phase === "starting") return json(503, { status: "starting", reason: "Heddle is starting." });
      if (state.phase === "failed") return json(503, { status: "failed", reason: state.reason, hint: state.hint });
      if (!(await isDatabaseThere())) return json(503, databaseAway, { "retry-after": "5" });
      const { version, database, uptimeS, models } = await systemInfo();
      return { status: "ok" as const, version, database, uptimeS, models };
    },
  }),
  defineRoute({
    method: "get",
    path: "/api/health/live",
    action: "public",
    tag,
    summary: "Whether this process works; what it needs from others, such as its database, may be away",
    response: z.object({ status: z.literal("ok") }),
    also: { 503: { description: "Its start failed, and why", response: notReadySchema } },
    handle: async () => {
      const state = bootState();
      if (state.phase === "failed") return json(503, { status: "failed", reason: state.reason, hint: state.hint });
      return { status: "ok" as const };
    },
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/workflow.schema.json",
    action: "system.read",
    tag,
    summary: "The JSON Schema of a workflow document, with the config of each node type under $defs",
    produces: "application/schema+json",
    handle: async () =>
      json(200, singleton("workflow-schema", documentSchema), { "content-type": "application/schema+json" }),
  }),
];

const databaseAway = {
  status: "unavailable",
  reason: "The database does not answer. Runs that are under way go on when it is back.",
  hint: "Check that the server of DATABASE_URL is running.",
};

/** The document's schema itself at the root, and under `$defs` the config of each node type as `config.<type>`. */
function documentSchema(): Record<string, unknown> {
  const { $schema, $defs } = toSchema(workflowSchema) as { $schema: string; $defs: Record<string, object> };
  const configs = [...definitions.values()].map(({ type, config }) => [
    `config.${type}`,
    withoutDialect(toSchema(config)),
  ]);
  return { $schema, ...$defs.Workflow, $defs: Object.fromEntries(configs) };
}

function toSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

function withoutDialect({ $schema: _, ...schema }: { $schema?: string }): object {
  return schema;
}
