import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

/** A turning ring of the size of the text around it; `label` is what a screen reader says. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <LoaderCircle
      className={cn("size-3.5 shrink-0 animate-spin", className)}
      aria-hidden={label ? undefined : true}
      aria-label={label}
      role={label ? "img" : undefined}
    />
  );
}
