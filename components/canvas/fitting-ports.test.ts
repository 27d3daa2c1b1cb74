import fc from "fast-check";
import { expect, test } from "vitest";
import { bigWorkflow } from "@/bench/support/big-workflow";
import { ResolvedCache } from "@/components/workflow-store/resolved-cache";
import { applyChanges } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { endsOf, fittingPorts, type PortEnd, verdictOf } from "./fitting-ports";

const workflow = bigWorkflow({ nodes: 40, connections: 60 });

function sceneOf(document = workflow) {
  const cache = new ResolvedCache(definitions);
  return { document, resolved: cache.resolve(document), connectionsOf: (id: string) => cache.touching(id) };
}

const scene = sceneOf();
const ends = workflow.nodes.flatMap(({ id }): PortEnd[] => {
  const ports = scene.resolved.get(id)?.ports;
  return [
    ...(ports?.outputs ?? []).map(({ name }): PortEnd => ({ nodeId: id, port: name, side: "output" })),
    ...(ports?.inputs ?? []).map(({ name }): PortEnd => ({ nodeId: id, port: name, side: "input" })),
  ];
});

test("lights up exactly what the rule of saving allows", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ends),
      fc.option(fc.constantFrom(...workflow.connections), { nil: undefined }),
      (from, moving) => {
        const lit = new Set(
          fittingPorts(scene, from, moving?.id).map(({ nodeId, port, side }) => `${nodeId} ${port} ${side}`),
        );
        for (const to of ends) {
          if (to.side === from.side) continue;
          const isAllowed = verdictOf(scene, endsOf(from, to), moving?.id).ok;
          expect([to, lit.has(`${to.nodeId} ${to.port} ${to.side}`)]).toEqual([to, isAllowed]);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("an input that is taken is free again for the connection that is moved", () => {
  const connection = workflow.connections.find(({ targetHandle }) => targetHandle === "model");
  if (connection === undefined) throw new Error("no model is connected");
  const from: PortEnd = { nodeId: connection.source, port: connection.sourceHandle, side: "output" };
  const isLit = (without?: string) =>
    fittingPorts(scene, from, without).some(({ nodeId, port }) => nodeId === connection.target && port === "model");
  expect(isLit()).toBe(false);
  expect(isLit(connection.id)).toBe(true);
  const { workflow: next } = applyChanges(workflow, [{ type: "connection.remove", id: connection.id }]);
  expect(
    fittingPorts(sceneOf(next), from).some(({ nodeId, port }) => nodeId === connection.target && port === "model"),
  ).toBe(true);
});
