import type { ReactNode } from "react";

/** Settings as a list with hairlines between. */
export function SettingRows({ children }: { children: ReactNode }) {
  return <div className="divide-y divide-line rounded-lg border bg-panel">{children}</div>;
}

export interface SettingRowProps {
  label: string;
  description?: ReactNode;
  /** The control, or the value. */
  children: ReactNode;
}

export function SettingRow({ label, description, children }: SettingRowProps) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 px-4 py-2.5">
      <div className="min-w-0">
        <div>{label}</div>
        {description && <div className="text-pretty text-dim text-sm">{description}</div>}
      </div>
      <div className="shrink-0 text-dim">{children}</div>
    </div>
  );
}
