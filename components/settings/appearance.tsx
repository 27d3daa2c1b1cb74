import { ThemeSwitcher } from "@/components/layout/theme-switcher";
import { SettingRow, SettingRows } from "./setting-row";

/** How the studio looks in this browser. */
export function Appearance() {
  return (
    <SettingRows>
      <SettingRow label="Theme" description="System follows the setting of your computer.">
        <ThemeSwitcher />
      </SettingRow>
    </SettingRows>
  );
}
