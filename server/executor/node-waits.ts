import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { describeProblems, validateJson } from "@/nodes/core/json-schema";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { ApprovalAnswer, NodeContext } from "@/nodes/core/node-runner";
import type { Execution } from "@/server/executor/execution";
import type { TimeLimit } from "@/server/executor/time-limit";

function formProblem(form: JsonObject | undefined, value: unknown): string | undefined {
  const problems = form === undefined ? [] : validateJson(form, value);
  if (problems.length === 0) return undefined;
  return `The form is not filled in as it has to be: ${describeProblems(problems, "it")}`;
}

/** How a node run waits: its time limit stands still meanwhile, and a cancel ends it. */
export function nodeWaits(
  execution: Execution,
  node: GraphNode,
  path: string,
  limit: TimeLimit,
): Pick<NodeContext, "ask" | "sleep"> {
  const at = { nodeId: node.id, path };
  const paused = async <T>(wait: () => Promise<T>): Promise<T> => {
    limit.pause();
    try {
      return await wait();
    } finally {
      limit.resume();
    }
  };
  // After a restart the time goes on where it was.
  const dueBefore = () => execution.log.state.nodeRuns.get(nodeRunKey(node.id, path))?.dueAt;
  return {
    ask: async ({ timeoutMs, ...details }) => {
      const dueAt = timeoutMs === undefined ? undefined : (dueBefore() ?? Date.now() + timeoutMs);
      const answer = await paused(() =>
        execution.decisions.ask({
          ...at,
          reason: "approval",
          choices: ["approve", "reject"],
          details,
          dueAt,
          isDuration: true,
          problemOf: (value) => formProblem(details.form, value),
        }),
      );
      return answer as ApprovalAnswer & { value?: JsonValue };
    },
    sleep: async (until, isDuration = false) => {
      const dueAt = dueBefore() ?? until();
      await paused(() => execution.decisions.ask({ ...at, reason: "timer", choices: [], dueAt, isDuration }));
    },
  };
}
