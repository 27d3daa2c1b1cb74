import { SettingRow, SettingRows } from "./setting-row";

/** What is running here. */
export function About({ version }: { version: string }) {
  return (
    <SettingRows>
      <SettingRow label="Heddle" description="Build, run and watch workflows of local AI models on a canvas.">
        <span className="font-mono text-sm">{version}</span>
      </SettingRow>
      <SettingRow label="License">MIT</SettingRow>
    </SettingRows>
  );
}
