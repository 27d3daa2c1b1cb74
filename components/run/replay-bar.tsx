"use client";

import { Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { formatDuration } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import { positionAt, replaySpeeds, replayTimes } from "./replay";
import { useRunSession, useWholeRunView } from "./run-context";

/**
 * Shows any moment of a run: the slider's position is the number of events that are folded. Space plays and pauses,
 * the arrow keys go event by event (ten with Shift).
 */
export function ReplayBar() {
  const { session } = useRunSession();
  const { events, eventCount, position, runId } = useWholeRunView();
  const [speed, setSpeed] = useState<(typeof replaySpeeds)[number]>(1);
  const [isPlaying, setIsPlaying] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list grows in place; count and id say when
  const times = useMemo(() => replayTimes(events), [events, eventCount, runId]);
  const { seek } = session.store;
  const isAtEnd = position >= eventCount;

  usePlayback({ isPlaying, speed, times, position, seek, onEnd: () => go(eventCount) });

  function go(to: number) {
    setIsPlaying(false);
    // The end is no place to hold at: a run that goes on is followed again.
    seek(to >= eventCount ? null : Math.max(0, to));
  }

  function togglePlay() {
    if (!isPlaying && isAtEnd) seek(0);
    setIsPlaying(!isPlaying);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // The list of speeds opens elsewhere on the page and has these keys for itself; with others held they are the browser's.
    const isElsewhere = !(event.target instanceof Node && event.currentTarget.contains(event.target));
    if (isElsewhere || event.altKey || event.ctrlKey || event.metaKey) return;
    const leap = event.shiftKey ? 10 : 1;
    const keys: Record<string, () => void> = {
      " ": togglePlay,
      ArrowLeft: () => go(position - leap),
      ArrowRight: () => go(position + leap),
      Home: () => go(0),
      End: () => go(eventCount),
    };
    const isOnButton = event.target instanceof HTMLButtonElement && event.key === " ";
    const act = keys[event.key];
    if (act === undefined || isOnButton) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const timeNow = times[Math.max(0, position - 1)] ?? 0;
  return (
    <div
      role="toolbar"
      aria-label="Replay"
      onKeyDownCapture={onKeyDown}
      className="flex h-9 shrink-0 items-center gap-1 border-b px-3 text-sm"
    >
      <IconButton size="sm" label="To the start" icon={<SkipBack />} onClick={() => go(0)} />
      <IconButton
        size="sm"
        label={isPlaying ? "Pause" : "Play"}
        icon={isPlaying ? <Pause /> : <Play />}
        onClick={togglePlay}
      />
      <IconButton size="sm" label="To the end" icon={<SkipForward />} onClick={() => go(eventCount)} />
      <Slider
        aria-label="Place in the run"
        min={0}
        max={Math.max(1, eventCount)}
        value={position}
        onValueChange={go}
        className="mx-2 flex-1"
      />
      <span className="shrink-0 text-right font-mono text-dim text-xs tabular-nums">
        {formatDuration(timeNow)} · {position}/{eventCount}
      </span>
      <div className="ml-2 w-18 shrink-0">
        <Select
          aria-label="Speed"
          value={String(speed)}
          onValueChange={(value) => setSpeed(Number(value) as typeof speed)}
          options={replaySpeeds.map((value) => ({ value: String(value), label: `${value}×` }))}
        />
      </div>
    </div>
  );
}

interface Playback {
  isPlaying: boolean;
  speed: number;
  times: readonly number[];
  position: number;
  seek: (position: number) => void;
  onEnd: () => void;
}

/** Moves the place along with the clock, from where it is. */
function usePlayback(playback: Playback) {
  const latest = useRef(playback);
  latest.current = playback;
  const { isPlaying, speed } = playback;

  useEffect(() => {
    if (!isPlaying) return;
    const from = latest.current.times[Math.max(0, latest.current.position - 1)] ?? 0;
    const start = performance.now();
    let frame = requestAnimationFrame(function tick() {
      const { times, position, seek, onEnd } = latest.current;
      const next = positionAt(times, from + (performance.now() - start) * speed);
      if (next >= times.length) return onEnd();
      if (next !== position) seek(next);
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed]);
}
