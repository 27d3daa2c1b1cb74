import { request } from "undici";

/** Follows the event stream of a run to its end. `onEvent` gets the type of each event when it has come. */
export async function readEvents(url: string, runId: string, onEvent: (type: string) => void): Promise<void> {
  const response = await request(`${url}/api/v1/runs/${runId}/events`, { headers: { accept: "text/event-stream" } });
  if (response.statusCode !== 200) throw new Error(`The events of a run: ${response.statusCode}`);
  let rest = "";
  for await (const chunk of response.body.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("event:")) onEvent(line.slice("event:".length).trim());
  }
}
