import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PausableTimer } from "@/server/executor/pausable-timer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a deadline stands still while it is paused, and pauses nest", () => {
  const onExpire = vi.fn();
  const timer = new PausableTimer(100, onExpire);
  vi.advanceTimersByTime(60);
  timer.pause();
  timer.pause();
  vi.advanceTimersByTime(1_000);
  timer.resume();
  vi.advanceTimersByTime(1_000);
  expect(onExpire).not.toHaveBeenCalled();
  timer.resume();
  vi.advanceTimersByTime(39);
  expect(onExpire).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onExpire).toHaveBeenCalledTimes(1);
});

test("a stopped one never fires, whatever comes after", () => {
  const onExpire = vi.fn();
  const timer = new PausableTimer(10, onExpire);
  timer.pause();
  timer.stop();
  timer.resume();
  timer.pause();
  timer.resume();
  vi.advanceTimersByTime(1_000);
  expect(onExpire).not.toHaveBeenCalled();
});
