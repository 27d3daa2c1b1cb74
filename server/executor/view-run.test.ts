import { expect, it, onTestFinished } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { executor } from "@/server/executor/executor";
import { gate } from "@/server/executor/testing";
import { withStatements } from "@/server/executor/testing-database";
import { viewRun } from "@/server/executor/view-run";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

const at = { x: 0, y: 0 };
const link = (id: string, source: string, sourceHandle: string, target: string) => ({
  ...{ id, source, sourceHandle, target },
  targetHandle: "value",
});
/** It ends some time after its start is stored. */
const pausing = {
  ...chainDocument(0),
  nodes: [...chainDocument(0).nodes, { id: "pause", type: "wait", position: at, config: { ms: 50 } }],
  connections: [link("a", "in", "n", "pause"), link("b", "pause", "value", "out")],
};

describeEachDatabase("a run that is looked at", (opened) => {
  it("is over only when its end is stored, whatever memory says", async () => {
    const mayStoreEnd = gate();
    const reached = gate();
    const isEnd = (parameters: readonly unknown[] = []) => JSON.stringify(parameters).includes("run.completed");
    const served = serveFrom(
      withStatements(opened(), async (_text, parameters, run) => {
        if (isEnd(parameters)) {
          reached.open();
          await mayStoreEnd.passed;
        }
        return run();
      }),
    );
    onTestFinished(() => served.end());
    const { id: workflowId } = (await ask("POST", "/api/v1/workflows", pausing)).json;
    const { json } = await ask("POST", `/api/v1/workflows/${workflowId}/runs`, { input: { n: 1 } });
    await reached.passed;
    expect((await executor()).liveState(json.id)?.status).toBe("completed");
    const statuses: string[] = [];
    const seen = viewRun("default", json.id).then(({ status }) => statuses.push(status));
    // As long as another look at the database takes, several times.
    for (let i = 0; i < 5; i += 1) await opened().execute("select 1");
    expect(statuses).toEqual([]);
    mayStoreEnd.open();
    await seen;
    expect(statuses).toEqual(["completed"]);
  });
});
