import type { RefObject } from "react";
import type { TimeAxis } from "./time-axis";

/** Name, bar, duration, result: the columns that axis and rows share. */
export const waterfallColumns =
  "grid grid-cols-[minmax(9rem,16rem)_minmax(0,1fr)_5.5rem_5.5rem] @max-2xl:grid-cols-[9rem_minmax(0,1fr)_4.5rem_4.5rem]";

/** A label behind this part of the axis would be cut off. */
const lastLabelAt = 0.96;

/** The times above the bars. */
export function WaterfallAxis({ axis, trackRef }: { axis: TimeAxis; trackRef: RefObject<HTMLDivElement | null> }) {
  return (
    <div className="@container shrink-0 border-b">
      <div className={`${waterfallColumns} h-6 items-center font-mono text-faint text-xs`} aria-hidden>
        <span />
        <div ref={trackRef} className="relative h-full overflow-hidden">
          {axis.ticks.map(({ at, label }) => (
            <span
              key={at}
              className="absolute inset-y-0 flex items-center whitespace-nowrap border-line border-l pl-1"
              style={{ left: `${(at / axis.length) * 100}%` }}
            >
              {at / axis.length < lastLabelAt && label}
            </span>
          ))}
        </div>
        <span className="pr-3 text-right">time</span>
        <span className="pr-3 text-right">result</span>
      </div>
    </div>
  );
}

/** The ticks as hairlines behind the rows. */
export function WaterfallGrid({ axis }: { axis: TimeAxis }) {
  return (
    <div className="@container pointer-events-none absolute inset-0" aria-hidden>
      <div className={`${waterfallColumns} h-full`}>
        <span />
        <div className="relative overflow-hidden">
          {axis.ticks.map(({ at }) => (
            <span
              key={at}
              className="absolute inset-y-0 border-line/60 border-l"
              style={{ left: `${(at / axis.length) * 100}%` }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
