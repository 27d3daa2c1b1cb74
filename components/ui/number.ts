export interface NumberLimits {
  min?: number;
  max?: number;
  step?: number;
}

/** The number that a text says; `null` when it is blank, `undefined` when it is no number (yet), such as "-". */
export function parseNumber(text: string): number | null | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/** Brings a number within its limits, and onto the grid of `step` without the dust of binary fractions. */
export function clampToStep(value: number, { min, max, step }: NumberLimits): number {
  const onGrid = step ? Number((Math.round(value / step) * step).toFixed(decimals(step))) : value;
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, onGrid));
}

function decimals(step: number): number {
  const [mantissa = "", exponent = "0"] = step.toString().split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent));
}
