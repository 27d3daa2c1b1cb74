import { formatMoment } from "@/components/ui/format";
import { timeOfId } from "@/nodes/core/time-of-id";

/** "the run of 18:40": how a run is called where only its id is known. */
export function sourceRunWords(runId: string, now = new Date()): string {
  const moment = momentOf(runId, now);
  return moment === undefined ? `run ${runId}` : `the run of ${moment}`;
}

/** "fork of 18:40": where a card has no room for more. */
export function forkWords(runId: string, now = new Date()): string {
  return `fork of ${momentOf(runId, now) ?? `run ${runId}`}`;
}

function momentOf(runId: string, now: Date): string | undefined {
  const time = timeOfId(runId);
  return time === undefined ? undefined : formatMoment(new Date(time), now);
}
