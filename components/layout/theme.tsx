"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { type Theme, themeCookie, themeCookieAge } from "./theme-cookie";

interface ThemeContextValue {
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

const ThemeContext = createContext<ThemeContextValue | null>(null);

/** Holds the theme that the server found in the cookie, and changes it without a reload. */
export function ThemeProvider({ initialTheme, children }: { initialTheme: Theme; children: ReactNode }) {
  const [theme, setState] = useState(initialTheme);

  const setTheme = useCallback((next: Theme) => {
    setState(next);
    document.documentElement.dataset.theme = next;
    // The Cookie Store API is missing outside of secure contexts, such as http:// on a local network.
    // biome-ignore lint/suspicious/noDocumentCookie: see above
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${themeCookieAge}; samesite=lax`;
  }, []);

  const value = useMemo(() => ({ theme, setTheme }), [theme, setTheme]);
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

/** The chosen theme; `"system"` is also what React Flow's `colorMode` takes. */
export function useTheme(): ThemeContextValue {
  const value = useContext(ThemeContext);
  if (!value) throw new Error("useTheme needs a ThemeProvider above it");
  return value;
}
