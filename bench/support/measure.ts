import type { BenchServer } from "./bench-server";

/** What others reach on two cores over HTTP, in the unit of the figure: n8n 2.41, Flowise 3.1, Node-RED 5, LangGraph.js. */
export interface PeerFigures {
  readonly n8n: number;
  readonly flowise: number;
  /** Stores nothing. */
  readonly nodeRed: number;
  /** With its SQLite checkpointer. */
  readonly langGraph: number;
}

/** One number of the report. Its value is the median of the rounds. */
export interface Figure {
  readonly name: string;
  readonly unit:
    | "ms"
    | "s"
    | "times"
    | "runs/s"
    | "pages/s"
    | "tokens/s"
    | "MB"
    | "fps"
    | "renders"
    | "errors"
    | "share"
    | "chunks/s";
  readonly rounds: readonly number[];
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly peers?: PeerFigures;
}

export interface BenchContext {
  /** The production server that measures share; started at the first call. */
  readonly server: () => Promise<BenchServer>;
  readonly rounds: number;
  /** Tells the person at the terminal how far it is. */
  readonly say: (text: string) => void;
}

export interface Measure {
  /** What `npm run bench -- NAME` picks it by. */
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<Figure[]>;
}

/** Calls `round` as often as there are rounds, one after another. */
export async function inRounds<T>(context: BenchContext, round: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < context.rounds; i += 1) results.push(await round());
  return results;
}
