/** Light, dark, or what the system says. */
export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The server reads it, so that the first paint has the right colors without a script. */
export const themeCookie = "heddle-theme";

/** A year, in seconds. */
export const themeCookieAge = 31_536_000;

export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
