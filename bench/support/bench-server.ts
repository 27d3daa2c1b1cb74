import { Pool } from "undici";
import { startServer, type TestServer } from "../../e2e/support/server";

export interface RunAnswer {
  readonly id: string;
  readonly status: string;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly error?: { readonly message: string };
}

/** The production server on a data folder of its own, and a client with kept connections. */
export interface BenchServer extends TestServer {
  /** Stores a document, and gives its id. */
  readonly createWorkflow: (document: object) => Promise<string>;
  /** Runs it to its end; throws unless it completed. */
  readonly run: (workflowId: string, input: object) => Promise<RunAnswer>;
  /** Starts it and answers at once. */
  readonly start: (workflowId: string, input: object) => Promise<RunAnswer>;
  readonly send: (method: "GET" | "POST" | "PUT", path: string, body?: object) => Promise<unknown>;
}

/** As many connections as the most demanding measure has clients. */
const connections = 32;

/** Workflows may reach this machine: the servers that measures start lie here. */
export async function startBenchServer(env: Record<string, string> = {}): Promise<BenchServer> {
  const server = await startServer({ HEDDLE_ALLOW_HOSTS: "127.0.0.1", LOG_LEVEL: "error", ...env });
  const pool = new Pool(server.url, { connections, keepAliveTimeout: 30_000 });

  const send: BenchServer["send"] = async (method, path, body) => {
    const response = await pool.request({
      method,
      path,
      headers: body === undefined ? undefined : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  return {
    ...server,
    send,
    createWorkflow: async (document) => ((await send("POST", "/api/v1/workflows", document)) as { id: string }).id,
    run: async (workflowId, input) => {
      const run = (await send("POST", `/api/v1/workflows/${workflowId}/runs?wait=60`, { input })) as RunAnswer;
      if (run.status !== "completed") throw new Error(`A run ended as ${run.status}: ${run.error?.message}`);
      return run;
    },
    start: async (workflowId, input) =>
      (await send("POST", `/api/v1/workflows/${workflowId}/runs`, { input })) as RunAnswer,
    remove: async () => {
      await pool.destroy();
      await server.remove();
    },
  };
}
