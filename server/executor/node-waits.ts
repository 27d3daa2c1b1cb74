import { AppError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { validateJson } from "@/nodes/core/json-schema";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { ApprovalAnswer, NodeContext } from "@/nodes/core/node-runner";
import type { Decision } from "@/server/executor/decisions";
import type { Execution } from "@/server/executor/execution";
import { invalidAnswer } from "@/server/executor/invalid-answer";
import type { TimeLimit } from "@/server/executor/time-limit";

/** With a form, an approval carries what it was filled in with: there is nothing else to go on with. */
function accepted(form: JsonObject | undefined, answer: Decision): Decision {
  if (answer.remember !== undefined || answer.pattern !== undefined)
    throw new AppError("NODE_INPUT_INVALID", "Only calls of tools can be allowed beyond this answer.", {
      field: "remember",
      hint: "Answer without remember and pattern.",
    });
  if (form === undefined) return answer;
  if (answer.value === undefined)
    throw new AppError("NODE_INPUT_INVALID", "This approval has a form, and the answer holds no value for it.", {
      field: "value",
      hint: "Send what the form is filled in with as the value.",
    });
  const problems = validateJson(form, answer.value);
  if (problems.length > 0) throw invalidAnswer("The form is not filled in as it has to be:", "value", problems);
  return answer;
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
      const { form } = details;
      const dueAt = timeoutMs === undefined ? undefined : (dueBefore() ?? Date.now() + timeoutMs);
      const answer = await paused(() =>
        execution.decisions.ask({
          ...at,
          reason: "approval",
          choices: ["approve", "reject"],
          details,
          dueAt,
          isDuration: true,
          accept: (answer) => accepted(form, answer),
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
