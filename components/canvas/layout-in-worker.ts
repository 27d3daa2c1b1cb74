import type { ELK as Elk } from "elkjs/lib/elk-api";
import type { Layout } from "./tidy";

let elk: Promise<Elk> | undefined;

/** Lays a graph out beside the page, which goes on: 1.5 MB of code, fetched when somebody first asks for it. */
export const layoutInWorker: Layout = async (graph) => {
  elk ??= import("elkjs/lib/elk-api").then(
    ({ default: ElkConstructor }) =>
      new ElkConstructor({
        workerFactory: () => new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" }),
      }),
  );
  return (await elk).layout(graph);
};
