"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useTheme } from "./theme";

/** Light, dark, or as the system says. */
export function ThemeSwitcher() {
  const { theme, setTheme } = useTheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      value={theme}
      onValueChange={setTheme}
      options={[
        { value: "light", label: "Light", icon: <Sun /> },
        { value: "dark", label: "Dark", icon: <Moon /> },
        { value: "system", label: "System", icon: <Monitor /> },
      ]}
    />
  );
}
