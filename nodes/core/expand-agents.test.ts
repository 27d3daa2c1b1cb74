import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { agentsIn } from "./agents-in-document";
import { asTemplate, expandAgents, visibleNodeId } from "./expand-agents";
import { compileGraph } from "./graph";
import { runIssues } from "./run-issues";
import type { RunSurroundings } from "./run-surroundings";
import { type SavedAgent, savedAgentSchema } from "./saved-agent";
import { renderTemplate } from "./template";
import { workflowFromText } from "./testing/graph-from-text";
import { toolSpecOf } from "./tool-spec";
import type { Workflow } from "./workflow";
import { computeRequires } from "./write-workflow";

function saved(id: string, settings: object = {}, more: object = {}): SavedAgent {
  return savedAgentSchema.parse({ id, slug: id, name: id.toUpperCase(), settings, ...more });
}

function withAgents(workflow: Workflow, ...agents: SavedAgent[]): Workflow {
  return { ...workflow, agents: Object.fromEntries(agents.map((agent) => [agent.id, agent])) };
}

const boss = { type: "agent", agent: "boss", prompt: "{{ value }}" };
const oneBoss = workflowFromText("in.value -> a.value; a.text -> out", { a: boss });
const configOf = (workflow: Workflow, id: string) => workflow.nodes.find((node) => node.id === id)?.config;

describe("an agent node that names a saved agent", () => {
  test("gets its settings, its style as sentences, and its model as a hidden node", () => {
    const agent = saved(
      "boss",
      {
        instructions: "You lead.",
        style: { tone: "dry", length: "brief" },
        sampling: { temperature: 0.2 },
        maxSteps: 3,
        approval: "tools",
      },
      { model: "big", description: "Leads" },
    );
    const expanded = expandAgents(withAgents(oneBoss, agent), definitions);
    expect(configOf(expanded, "a")).toMatchObject({
      instructions: "You lead.\n\nYour tone is dry. Answer briefly: a few sentences at most.",
      prompt: "{{ value }}",
      maxSteps: 3,
      approval: "tools",
      description: "Leads",
    });
    expect(configOf(expanded, "a.model")).toEqual({ model: "big", temperature: 0.2 });
    const node = compileGraph(expanded, definitions).nodes.get("a");
    expect([node?.title, node?.resources.model]).toEqual(["BOSS", ["a.model"]]);
  });

  test("keeps what it says itself, and a model that is connected", () => {
    const own = workflowFromText("in.value -> a.value; model -> a.model; a.text -> out", {
      a: { ...boss, instructions: "Mine.", maxSteps: 7 },
    });
    const expanded = expandAgents(withAgents(own, saved("boss", { instructions: "Yours.", maxSteps: 3 })), definitions);
    expect(configOf(expanded, "a")).toMatchObject({ instructions: "Mine.", maxSteps: 7 });
    expect(configOf(expanded, "a.model")).toBeUndefined();
  });

  test("brings its model where the connected one is disabled", () => {
    const own = workflowFromText("in.value -> a.value; model -> a.model; a.text -> out", {
      a: boss,
      model: { disabled: true },
    });
    expect(configOf(expandAgents(withAgents(own, saved("boss")), definitions), "a.model")).toBeDefined();
  });

  test("brings its tools, agents with theirs, under names that models can call", () => {
    const agents = [
      saved("boss", {
        tools: [
          { kind: "agent", id: "writer", description: "Writes." },
          { kind: "workflow", id: "look-up" },
        ],
      }),
      saved("writer", { tools: [{ kind: "agent", id: "critic" }] }, { model: "small" }),
      saved("critic", {}, { model: "tiny" }),
    ];
    const workflow = {
      ...withAgents(oneBoss, ...agents),
      workflows: { "look-up": workflowFromText("in.value -> out") },
    };
    const graph = compileGraph(workflow, definitions);
    const a = graph.nodes.get("a");
    expect(a?.resources.tools).toEqual(["a.look-up", "a.writer"]);
    const specs = (a?.resources.tools ?? []).map((id) => toolSpecOf(graph.nodes.get(id) as never));
    expect(specs.map(({ name, description }) => [name, description])).toEqual([
      ["look-up", expect.any(String)],
      ["writer", "Writes."],
    ]);
    expect(specs[1]?.parameters).toMatchObject({ required: ["task"] });
    expect(graph.nodes.get("a.writer")?.resources.tools).toEqual(["a.writer.critic"]);
    expect(graph.nodes.get("a.writer.critic.model")?.config).toMatchObject({ model: "tiny" });
    expect(graph.dataNodes.map(({ id }) => id).sort()).toEqual(["a", "in", "out"]);
    expect(computeRequires(workflow, definitions).models).toEqual(["default", "small", "tiny"]);
  });

  test("gives its tool another name where a connected one has it already", () => {
    const own = workflowFromText("in.value -> a.value; writer.tool -> a.tools; model -> writer.model; a.text -> out", {
      a: boss,
      writer: { type: "agent", prompt: "go" },
    });
    const agents = [saved("boss", { tools: [{ kind: "agent", id: "writer" }] }), saved("writer")];
    const graph = compileGraph(withAgents(own, ...agents), definitions);
    expect(graph.nodes.get("a")?.resources.tools).toEqual(["a.writer-2", "writer"]);
  });

  test("inside a container brings what it needs there, and in a called workflow too", () => {
    const inner = workflowFromText("in.value -> loop.items; loop.results -> out", {
      loop: { type: "for-each" },
      a: { ...boss, prompt: "go", parentId: "loop" },
    });
    const called = {
      ...workflowFromText("sub", { sub: { type: "workflow", workflow: "other" } }),
      workflows: { other: inner },
    };
    const graph = compileGraph(withAgents(called, saved("boss")), definitions);
    const loop = graph.nodes.get("sub")?.inner?.nodes.get("loop");
    expect(loop?.inner?.nodes.has("a.model")).toBe(true);
  });

  test("is left as it is where the agent is not carried", () => {
    expect(expandAgents(oneBoss, definitions)).toBe(oneBoss);
  });
});

test.each(["Use {{ braces }} and {% tags %}.", "{{{ three }}}", "{ {", "{% raw %}{% endraw %}"])(
  "plain text is printed as it is: %s",
  (text) => expect(renderTemplate(asTemplate(text), {})).toBe(text),
);

test("a hidden node belongs to the one on the canvas", () => {
  expect([visibleNodeId("a.writer.model"), visibleNodeId("a")]).toEqual(["a", "a"]);
});

describe("what keeps a saved agent from running", () => {
  const issues = (workflow: Workflow, around?: RunSurroundings) =>
    runIssues(workflow, definitions, around).map(({ path, code, severity, nodeId }) => [nodeId, path, code, severity]);
  const at = `nodes[${oneBoss.nodes.findIndex(({ id }) => id === "a")}].config.agent`;

  test("nothing, where all is well or nothing is known of agents", () => {
    expect(issues(withAgents(oneBoss, saved("boss")))).toEqual([]);
    expect(issues(oneBoss)).toEqual([]);
  });

  test("it is not there, or is disabled", () => {
    expect(issues({ ...oneBoss, agents: {} })).toEqual([["a", at, "NOT_FOUND", "error"]]);
    expect(issues(oneBoss, { agents: new Map() })).toEqual([["a", at, "NOT_FOUND", "error"]]);
    expect(issues(withAgents(oneBoss, saved("boss", {}, { status: "disabled" })))).toEqual([
      ["a", at, "FORBIDDEN", "error"],
    ]);
  });

  test("agents call each other in a circle, or too deep", () => {
    const to = (id: string) => ({ tools: [{ kind: "agent", id }] });
    const circle = withAgents(oneBoss, saved("boss", to("b")), saved("b", to("boss")));
    expect(issues(circle)).toEqual([["a", at, "GRAPH_CYCLE", "error"]]);
    const deep = withAgents(oneBoss, saved("boss", to("b")), saved("b", to("c")), saved("c"));
    expect(issues(deep, { mostCallDepth: 2 })).toEqual([["a", at, "LIMIT_EXCEEDED", "error"]]);
    expect(issues(deep, { mostCallDepth: 3 })).toEqual([]);
  });

  test("its model is not on this machine", () => {
    const around = { hasModel: (id: string) => id !== "gone" };
    expect(issues(withAgents(oneBoss, saved("boss", {}, { model: "gone" })), around)).toEqual([
      ["a", at, "MODEL_NOT_FOUND", "error"],
    ]);
  });

  test("what its model does not list is a warning", () => {
    const agents = [saved("boss", { tools: [{ kind: "agent", id: "b" }] }, { capabilities: ["vision"] }), saved("b")];
    const found = runIssues(withAgents(oneBoss, ...agents), definitions, { capabilitiesOf: () => ["chat"] });
    expect(found.map(({ path, severity, message }) => [path, severity, message])).toEqual([
      [at, "warning", expect.stringContaining('does not list "tools", so BOSS tells it in words')],
      [at, "warning", expect.stringContaining('does not list "vision", which BOSS wants')],
    ]);
  });
});

test("an agent that cannot be read is none", () => {
  expect(agentsIn({ agents: { a: { name: "" }, b: saved("b") } }).size).toBe(1);
});
