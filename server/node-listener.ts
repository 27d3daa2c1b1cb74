import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { apiPath, fetchApi } from "@/server/api/fetch-api";
import { publicInterface } from "@/server/http/app";
import { isForPrograms } from "@/server/http/program-paths";

/** Where who owns the HTTP server takes the listener: `scripts/lib/serve.mjs` names the same symbol. */
const listenerKey = Symbol.for("heddle.listener");

/** Answers a request and says so, or leaves it to the pages. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Lets the interfaces answer without the web framework between: its way from the socket to a route handler costs more
 * than a run of ten nodes. The routes in `app/` stay what serves them where the framework owns the server (`npm run dev`).
 */
export function offerListener(): void {
  (globalThis as { [listenerKey]?: (listener: NodeListener) => void })[listenerKey]?.(createListener());
}

export function createListener(): NodeListener {
  // Not the library's faster Request and Response: it would put them in the place of the framework's own.
  const options = { overrideGlobalObjects: false };
  const pages = getRequestListener(fetchApi, options);
  const programs = getRequestListener((request) => publicInterface().fetch(request), options);
  return (request, response) => {
    const { url = "/" } = request;
    if (!isForPrograms(url)) return false;
    void (isForPages(url) ? pages : programs)(request, response);
    return true;
  };
}

/** Procedures that the pages call. */
function isForPages(url: string): boolean {
  return url.startsWith(`${apiPath}/`);
}
