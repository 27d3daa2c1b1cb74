import { request } from "undici";

/**
 * Follows the event stream of a run to its end. `onEvent` gets the type of each event and its JSON when it has come.
 */
export async function readEvents(
  url: string,
  runId: string,
  onEvent: (type: string, json: string) => void,
): Promise<void> {
  const response = await request(`${url}/api/v1/runs/${runId}/events`, { headers: { accept: "text/event-stream" } });
  if (response.statusCode !== 200) throw new Error(`The events of a run: ${response.statusCode}`);
  let rest = "";
  let type = "";
  for await (const chunk of response.body.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("event:")) type = line.slice("event:".length).trim();
      if (line.startsWith("data:")) onEvent(type, line.slice("data:".length));
    }
  }
}
