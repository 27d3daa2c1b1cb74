"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCommands } from "./commands";
import { destinations } from "./destinations";
import { focusNextRegion } from "./next-region";
import { useTheme } from "./theme";

const themeCommands = [
  { theme: "light", label: "Use the light theme", icon: <Sun /> },
  { theme: "dark", label: "Use the dark theme", icon: <Moon /> },
  { theme: "system", label: "Use the system's theme", icon: <Monitor /> },
] as const;

/** The commands that are there on every page: places and themes. */
export function FrameCommands() {
  const router = useRouter();
  const { theme: current, setTheme } = useTheme();
  useCommands([
    ...destinations.map(({ label, href, icon: Icon }) => ({
      id: `go:${href}`,
      label,
      group: "Go to",
      icon: <Icon />,
      keywords: ["go", "open"],
      run: () => router.push(href),
    })),
    ...themeCommands
      .filter(({ theme }) => theme !== current)
      .map(({ theme, label, icon }) => ({
        id: `theme:${theme}`,
        label,
        group: "Appearance",
        icon,
        keywords: ["appearance", "color", "mode"],
        run: () => setTheme(theme),
      })),
    ...(
      [
        ["f6", 1, "Next part of the page"],
        ["shift+f6", -1, "Previous part of the page"],
      ] as const
    ).map(([keys, step, label]) => ({
      id: `region:${step}`,
      label,
      group: "Go to",
      keys,
      listed: "keys" as const,
      worksWhileTyping: true,
      run: () => focusNextRegion(step),
    })),
  ]);
  return null;
}
