/** What a color means; each has the text color and a tint that it is readable on (see app/globals.test.ts). */
export type Tone = "neutral" | "accent" | "ok" | "running" | "waiting" | "bad";

export const toneText: Record<Tone, string> = {
  neutral: "text-dim",
  accent: "text-accent",
  ok: "text-ok",
  running: "text-running",
  waiting: "text-waiting",
  bad: "text-bad",
};

export const toneTint: Record<Tone, string> = {
  neutral: "bg-hover",
  accent: "bg-accent/12",
  ok: "bg-ok/12",
  running: "bg-running/12",
  waiting: "bg-waiting/12",
  bad: "bg-bad/12",
};
