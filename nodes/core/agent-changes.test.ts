import { expect, test } from "vitest";
import { agentChanges } from "./agent-changes";
import { savedAgentSchema } from "./saved-agent";
import { workflowFromText } from "./testing/graph-from-text";

const saved = (id: string, settings: object = {}, more: object = {}) =>
  savedAgentSchema.parse({ id, slug: id, name: id, settings, ...more });
const drawn = workflowFromText("", { a: { type: "agent", agent: "boss", prompt: "go" } });
const node = drawn.nodes[0] as (typeof drawn.nodes)[number];
const withAgents = (...agents: ReturnType<typeof saved>[]) => ({
  ...drawn,
  agents: Object.fromEntries(agents.map((agent) => [agent.id, agent])),
});

const boss = saved("boss", { tools: [{ kind: "agent", id: "writer" }] });
const then = withAgents(boss, saved("writer"));

test.each([
  ["nothing changed", withAgents(boss, saved("writer")), false],
  ["its status changed", withAgents({ ...boss, status: "draft" }, saved("writer")), false],
  ["its model changed", withAgents({ ...boss, model: "big" }, saved("writer")), true],
  ["one that it calls changed", withAgents(boss, saved("writer", { instructions: "Shorter." })), true],
  ["one that it calls is gone", withAgents(boss), true],
  ["nobody knows", drawn, false],
])("%s", (_, now, isChanged) => {
  expect(agentChanges({ then, now })(node)).toBe(isChanged);
});
