import { performance } from "node:perf_hooks";
import { Pool } from "undici";

export interface LoadResult {
  readonly perSecond: number;
  readonly completed: number;
  /** Everything but a run that completed. */
  readonly errors: number;
  readonly firstError?: string;
}

export interface Load {
  readonly url: string;
  readonly workflowId: string;
  /** Requests under way at any moment, each on a connection of its own. */
  readonly atOnce: number;
  /** It ends after so many milliseconds, or after so many runs. */
  /** The input of each run. Default 1. */
  readonly n?: number;
  readonly until: { readonly ms: number } | { readonly runs: number };
}

/** Starts run after run and waits for each. Runs in this process: what it costs is part of what is measured. */
export async function generateLoad({ url, workflowId, atOnce, until, n = 1 }: Load): Promise<LoadResult> {
  const pool = new Pool(url, { connections: atOnce, keepAliveTimeout: 30_000 });
  const path = `/api/v1/workflows/${workflowId}/runs?wait=60`;
  const body = JSON.stringify({ input: { n } });
  const headers = { "content-type": "application/json" };
  let sent = 0;
  let completed = 0;
  let errors = 0;
  let firstError: string | undefined;
  const started = performance.now();
  const goesOn = () => ("ms" in until ? performance.now() - started < until.ms : sent < until.runs);

  const client = async () => {
    while (goesOn()) {
      sent += 1;
      const { statusCode, body: answer } = await pool.request({ method: "POST", path, headers, body });
      const text = await answer.text();
      if (statusCode === 200 && text.includes('"status":"completed"')) completed += 1;
      else {
        errors += 1;
        firstError ??= `${statusCode} ${text.slice(0, 300)}`;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return { perSecond: completed / seconds, completed, errors, firstError };
}
