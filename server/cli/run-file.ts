import { AppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import { emptyRunState, foldEvents, type RunState } from "@/nodes/core/run-state";
import { lastEventTypes } from "@/nodes/core/trace-event";
import { waitsForPerson } from "@/nodes/core/waits-for-person";
import type { Workflow } from "@/nodes/core/workflow";
import { executor, stopExecutor } from "@/server/executor/executor";
import { makeRunnable } from "@/server/executor/load-runnable";
import { noGrants } from "@/server/executor/services";
import { startRunnable } from "@/server/executor/start-run";
import { runBus } from "@/server/runs/run-bus";
import type { CliArguments } from "./cli-arguments";
import { findServer, withDatabase } from "./data-folder";
import { hintInTerminal } from "./hint-in-terminal";
import { printOutput, TracePrinter } from "./print-trace";
import { readDocument, readInput } from "./read-document";
import type { ServerClient } from "./server-client";

/** 0 when the run completed, 1 when it failed, was canceled, or waits for a person. */
export async function runFile(args: CliArguments): Promise<number> {
  const workflow = await readDocument(args.file);
  const input = await readInput(args.input);
  const server = await findServer();
  const job: Job = {
    workflow,
    input,
    allow: args.allow,
    printer: args.isQuiet ? undefined : new TracePrinter(workflow),
  };
  const running = server === undefined ? runHere(job) : runThere(server, job);
  const state = await running.catch((error: unknown) => {
    throw hintInTerminal(error, makeRunnable(workflow), args.allow);
  });
  job.printer?.finish();
  if (state.status === "completed") {
    printOutput(state.output ?? {});
    return 0;
  }
  const { error } = state;
  if (error !== undefined) throw new AppError(error.code, error.message, { hint: error.hint });
  throw new AppError(
    "CANCELED",
    state.status === "waiting" ? "The run waits for a person: open it in the app." : `The run was ${state.status}.`,
  );
}

interface Job {
  readonly workflow: Workflow;
  readonly input: JsonObject;
  readonly allow: readonly string[];
  readonly printer?: TracePrinter;
}

async function runHere({ workflow, input, allow, printer }: Job): Promise<RunState> {
  return withDatabase(async () => {
    const host = await executor();
    const asked = Promise.withResolvers<void>();
    let state: RunState | undefined;
    const stop = runBus().subscribeAll((_, events) => {
      for (const event of events) printer?.print(event);
      if (state !== undefined && waitsForPerson(state)) asked.resolve();
    });
    try {
      const started = await startRunnable(host, makeRunnable(workflow), {
        workspaceId: "default",
        workflowId: null,
        input,
        trigger: "cli",
        grants: { ...noGrants, hosts: [...allow] },
        subject: workflow.name,
      });
      const cancel = () => host.executionOf(started.runId)?.cancel();
      process.once("SIGINT", cancel);
      ({ state } = started);
      if (state !== undefined && waitsForPerson(state)) asked.resolve();
      await Promise.race([started.ended, asked.promise]);
      process.off("SIGINT", cancel);
      return started.state ?? emptyRunState(started.runId);
    } finally {
      stop();
      await stopExecutor();
    }
  });
}

/** The document becomes a workflow of the server for the time of the run; the run itself stays in its history. */
async function runThere(server: ServerClient, { workflow, input, allow, printer }: Job): Promise<RunState> {
  const { id } = await server.send<{ id: string }>("POST", "/api/v1/workflows/import", workflow);
  try {
    await server.send("PUT", `/api/v1/workflows/${id}/grants`, { hosts: allow, files: [], code: false, commands: [] });
    const run = await server.send<{ id: string }>("POST", `/api/v1/workflows/${id}/runs`, { input });
    const cancel = () => void server.send("POST", `/api/v1/runs/${run.id}/cancel`);
    process.once("SIGINT", cancel);
    const state = emptyRunState(run.id);
    for await (const event of server.events(run.id)) {
      printer?.print(event);
      foldEvents(run.id, [event], state);
      if (lastEventTypes.has(event.type) || waitsForPerson(state)) break;
    }
    process.off("SIGINT", cancel);
    return state;
  } finally {
    await server.send("DELETE", `/api/v1/workflows/${id}`);
  }
}
