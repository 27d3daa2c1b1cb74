import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataKinds, resourceKinds } from "@/nodes/core/port";

/** WCAG 2.2 contrast, computed from the tokens as they are written in globals.css. */
const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

type Theme = "light" | "dark";
type Rgb = readonly [number, number, number];

const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name ?? "",
    { light: parse(light ?? ""), dark: parse(dark ?? "") },
  ]),
);

function parse(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function color(name: string, theme: Theme): Rgb {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no --color-${name} with a light and a dark value`);
  return token[theme];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function mix(front: Rgb, back: Rgb, share: number): Rgb {
  return front.map((channel, index) => channel * share + (back[index] ?? 0) * (1 - share)) as unknown as Rgb;
}

const themes = ["light", "dark"] as const;
const surfaces = ["canvas", "panel", "raised", "hover"];
const kinds = [...tokens.keys()].filter((name) => name.startsWith("kind-"));
const states = ["running", "waiting", "ok", "bad"];
/** The share of its own color that a chip, tile or note puts behind its text (`bg-…/12`). */
const tint = 0.12;

describe.each(themes)("the %s theme", (theme) => {
  it.each(["ink", "dim", "faint", "accent", ...states, ...kinds])("text in %s is readable on every surface", (name) => {
    for (const surface of surfaces) {
      expect(contrast(color(name, theme), color(surface, theme)), `${name} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["accent", ...states, ...kinds])("text in %s is readable on its own tint", (name) => {
    for (const surface of ["canvas", "panel", "raised"]) {
      const back = mix(color(name, theme), color(surface, theme), tint);
      expect(contrast(color(name, theme), back), `${name} on its tint over ${surface}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color("ink", theme), back), `ink on the tint of ${name}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color("dim", theme), back), `dim on the tint of ${name}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ["accent-ink", "accent"],
    ["accent-ink", "accent-strong"],
    ["danger-ink", "danger"],
    ["danger-ink", "danger-strong"],
    ["ink", "selection"],
  ])("%s is readable on %s", (front, back) => {
    expect(contrast(color(front, theme), color(back, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(kinds)("bars in %s are visible on a panel (kindFill)", (name) => {
    const fill = mix(color(name, theme), color("panel", theme), 0.8);
    expect(contrast(fill, color("panel", theme))).toBeGreaterThanOrEqual(3);
  });

  it.each(["edge", "accent"])("outlines in %s are visible on every surface", (name) => {
    for (const surface of ["canvas", "panel", "raised"]) {
      expect(contrast(color(name, theme), color(surface, theme)), `${name} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  });
});

it("has a color for each kind of port", () => {
  expect(kinds.toSorted()).toEqual([...dataKinds, ...resourceKinds].map((kind) => `kind-${kind}`).toSorted());
});
