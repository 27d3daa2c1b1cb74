/** Server-sent events as they leave the server, each at once. */
export interface EventSink {
  readonly send: (event: { readonly id?: number | string; readonly event?: string; readonly data: unknown }) => void;
  readonly close: () => void;
}

const pingMs = 15_000;

/** A client that reads slower than this many bytes behind is let go of: it comes back with its Last-Event-ID. */
const mostBuffered = 16 * 1024 * 1024;

const encoder = new TextEncoder();

/** `open` starts sending and returns what stops it; it is stopped when the client leaves. */
export function eventStream(open: (sink: EventSink) => () => void): Response {
  let stop: (() => void) | undefined;
  let ping: NodeJS.Timeout | undefined;
  let isClosed = false;
  const end = () => {
    isClosed = true;
    clearInterval(ping);
    stop?.();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => {
          if (isClosed) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) > 0) return;
          end();
          controller.close();
        };
        // The headers leave with the first bytes.
        write(":\n\n");
        ping = setInterval(() => write(": ping\n\n"), pingMs).unref();
        stop = open({
          send: (event) => write(print(event)),
          close: () => {
            if (isClosed) return;
            end();
            controller.close();
          },
        });
        if (isClosed) stop();
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostBuffered }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** JSON has no line breaks of its own, so that one `data:` line is enough. */
function print({ id, event, data }: Parameters<EventSink["send"]>[0]): string {
  return `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}
