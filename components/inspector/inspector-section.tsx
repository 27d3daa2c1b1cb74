import type { ReactNode } from "react";

/** A part of the inspector under a quiet heading. */
export function InspectorSection({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-1.5">
      <h3 className="text-dim text-sm">{title}</h3>
      {children}
      {note && <p className="text-faint text-sm">{note}</p>}
    </section>
  );
}
