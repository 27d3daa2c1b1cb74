import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { workflowLimits } from "@/nodes/core/workflow";
import { isHostPattern } from "@/nodes/http/url-host";
import { projectRoot } from "@/server/project-root";
import { singleton } from "@/server/singleton";

const path = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) => (isAbsolute(value) ? value : join(/* turbopackIgnore: true */ projectRoot(), value)));

const onOff = (fallback: "on" | "off") =>
  z
    .enum(["on", "off"], "must be on or off")
    .default(fallback)
    .transform((value) => value === "on");

const wholeNumber = (lowest: number, highest: number) =>
  z
    .string()
    .transform((text) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN))
    .refine((value) => value >= lowest && value <= highest, {
      error: ({ input }) => (Number.isNaN(input) ? "is no whole number" : `must be from ${lowest} to ${highest}`),
    });

const hosts = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((host) => host.trim())
      .filter((host) => host !== ""),
  )
  .refine((list) => list.every(isHostPattern), "must be hosts such as localhost:8080, with commas between them");

const envSchema = z
  .object({
    PORT: wholeNumber(0, 65_535).optional(),
    HOST: z.string().default("127.0.0.1"),
    HEDDLE_DATA_DIR: path(".heddle"),
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: "must be an address such as postgres://user:password@host:5432/heddle",
      })
      .optional(),
    HEDDLE_MODELS: path("models.yaml"),
    HEDDLE_PLUGINS_DIR: path("plugins"),
    HEDDLE_WORKSPACE: z.string().optional(),
    HEDDLE_AUTH: onOff("off"),
    HEDDLE_SECRET_KEY: z.string().min(16, "must have at least 16 characters").optional(),
    HEDDLE_ENCRYPT: onOff("on"),
    HEDDLE_OFFLINE: onOff("off"),
    HEDDLE_ALLOW_HOSTS: hosts,
    HEDDLE_RUN_SLOTS: wholeNumber(0, 10_000).optional(),
    HEDDLE_DRAIN_SECONDS: wholeNumber(0, 86_400).prefault("25"),
    HEDDLE_MAX_NODE_RUNS: wholeNumber(1, 1_000_000_000).prefault(String(workflowLimits.nodeRuns)),
    HEDDLE_MAX_OUTPUT_MB: wholeNumber(1, 256).prefault(String(workflowLimits.outputSize / 1024 / 1024)),
    HEDDLE_MAX_CALL_DEPTH: wholeNumber(1, workflowLimits.mostSubWorkflowDepth).prefault(
      String(workflowLimits.subWorkflowDepth),
    ),
    HEDDLE_REUSE_DAYS: wholeNumber(1, 36_500).prefault("30"),
    HEDDLE_REUSE_MB: wholeNumber(0, 1_000_000).prefault("512"),
    HEDDLE_MAX_DOCUMENT_MB: wholeNumber(1, 1_024).prefault("100"),
    HEDDLE_EMBEDDING_CACHE_DAYS: wholeNumber(1, 36_500).prefault("90"),
    HEDDLE_EMBEDDING_CACHE_MB: wholeNumber(0, 1_000_000).prefault("256"),
    HEDDLE_RUN_RETENTION_DAYS: wholeNumber(1, 36_500).prefault("30"),
    LOG_LEVEL: z
      .enum(["debug", "info", "warning", "warn", "error", "silent"], "must be debug, info, warning, error or silent")
      .default("info")
      .transform((level) => (level === "warning" ? "warn" : level)),
    HEDDLE_LOG_CONTENT: z
      .enum(["none", "metadata", "content"], "must be none, metadata or content")
      .default("metadata"),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
      .optional(),
  })
  .transform((values) => {
    const workspace = values.HEDDLE_WORKSPACE ?? join(/* turbopackIgnore: true */ values.HEDDLE_DATA_DIR, "workspace");
    return {
      /** Undefined: nobody asked for a port, 3000 or the next free one. */
      port: values.PORT,
      host: values.HOST,
      /** Absolute, as all folders and files here. */
      dataDir: values.HEDDLE_DATA_DIR,
      /** Undefined: the embedded database in the data folder. */
      databaseUrl: values.DATABASE_URL,
      modelsFile: values.HEDDLE_MODELS,
      pluginsDir: values.HEDDLE_PLUGINS_DIR,
      workspaceDir: isAbsolute(workspace) ? workspace : join(/* turbopackIgnore: true */ projectRoot(), workspace),
      auth: values.HEDDLE_AUTH,
      /** Undefined: made at the first start and kept in the data folder. */
      secretKey: values.HEDDLE_SECRET_KEY,
      encrypt: values.HEDDLE_ENCRYPT,
      offline: values.HEDDLE_OFFLINE,
      /** Private hosts that workflows may reach, each `host` or `host:port`. */
      allowHosts: values.HEDDLE_ALLOW_HOSTS,
      /** Runs at once in this process. Undefined: the executor's default. */
      runSlots: values.HEDDLE_RUN_SLOTS,
      /** How long a worker that was asked to end goes on with its runs. */
      drainMs: values.HEDDLE_DRAIN_SECONDS * 1_000,
      /** Nodes that one run may run, containers and tools included. */
      mostNodeRuns: values.HEDDLE_MAX_NODE_RUNS,
      /** Characters of the JSON of one output of a node. */
      mostOutput: values.HEDDLE_MAX_OUTPUT_MB * 1024 * 1024,
      /** How deep workflows may call each other. */
      mostCallDepth: values.HEDDLE_MAX_CALL_DEPTH,
      runRetentionDays: values.HEDDLE_RUN_RETENTION_DAYS,
      /** How long, and how much, results of nodes are kept to be reused. */
      reuse: { days: values.HEDDLE_REUSE_DAYS, megabytes: values.HEDDLE_REUSE_MB },
      /** Bytes of a file that is added to a collection, and of a page that is fetched for one. */
      mostDocumentBytes: values.HEDDLE_MAX_DOCUMENT_MB * 1024 * 1024,
      /** How long, and how much, vectors of texts are kept beside the collections; 0 megabytes: none. */
      embeddingCache: { days: values.HEDDLE_EMBEDDING_CACHE_DAYS, megabytes: values.HEDDLE_EMBEDDING_CACHE_MB },
      logLevel: values.LOG_LEVEL,
      logContent: values.HEDDLE_LOG_CONTENT,
      otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    };
  });

export type Env = z.infer<typeof envSchema>;

/** The settings of this machine, read from the environment at the first call. */
export function env(): Env {
  return singleton("env", () => parseEnv(process.env));
}

/** Throws one error that names every wrong setting. An empty variable counts as unset. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}.`);
    throw new AppError("REQUEST_INVALID", wrong.join(" "), {
      hint: "Correct it in the environment that Heddle is started with; the README lists every setting with its values.",
    });
  }
  if (parsed.data.databaseUrl !== undefined && parsed.data.secretKey === undefined) {
    throw new AppError("REQUEST_INVALID", "DATABASE_URL is set and HEDDLE_SECRET_KEY is not.", {
      hint: "Processes that share a database share its secrets: set HEDDLE_SECRET_KEY to the same text of 16 or more random characters in each of them.",
    });
  }
  return parsed.data;
}
