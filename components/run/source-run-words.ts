import { formatMoment } from "@/components/ui/format";
import { timeOfId } from "@/nodes/core/time-of-id";

/** "the run of 18:40": how a run is called where only its id is known. */
export function sourceRunWords(runId: string, now = new Date()): string {
  const time = timeOfId(runId);
  return time === undefined ? `run ${runId}` : `the run of ${formatMoment(new Date(time), now)}`;
}
