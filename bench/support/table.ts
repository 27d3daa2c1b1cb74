import type { Figure, PeerFigures } from "./measure";
import { median } from "./statistics";

const peerNames: readonly (readonly [keyof PeerFigures, string])[] = [
  ["n8n", "n8n"],
  ["flowise", "Flowise"],
  ["nodeRed", "Node-RED"],
  ["langGraph", "LangGraph.js"],
];

/** The report for a terminal: a figure a line, its rounds, its target and whether it holds, and what others reach. */
export function formatTable(figures: readonly Figure[]): string {
  const header = ["", "median", "rounds", "target", "", ...peerNames.map(([, name]) => name)];
  const rows = figures.map((figure) => [
    figure.name,
    `${formatNumber(median(figure.rounds))} ${figure.unit}`,
    figure.rounds.map(formatNumber).join("  "),
    targetOf(figure),
    verdictOf(figure),
    ...peerNames.map(([key]) => (figure.peers === undefined ? "" : formatNumber(figure.peers[key]))),
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  return [header, ...rows].map((row) => formatRow(row, widths)).join("\n");
}

/** Undefined where there is no target. */
export function holds({ rounds, atMost, atLeast }: Figure): boolean | undefined {
  const value = median(rounds);
  if (atMost !== undefined) return value <= atMost;
  if (atLeast !== undefined) return value >= atLeast;
  return undefined;
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
    .join("  ")
    .trimEnd();
}

function targetOf({ atMost, atLeast }: Figure): string {
  if (atMost !== undefined) return `≤ ${formatNumber(atMost)}`;
  return atLeast === undefined ? "" : `≥ ${formatNumber(atLeast)}`;
}

function verdictOf(figure: Figure): string {
  const verdict = holds(figure);
  return verdict === undefined ? "" : verdict ? "holds" : "MISSED";
}

/** Three digits that count, and no more after the point than they need. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString("en");
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
