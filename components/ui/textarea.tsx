import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlBox } from "./control";

export interface TextareaProps extends ComponentProps<"textarea"> {
  /** For prompts, templates and code. */
  isMono?: boolean;
}

/** Grows with its text up to 20 lines, then scrolls; `rows` is its least height. */
export function Textarea({ isMono = false, rows = 3, className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={cn(
        controlBox,
        "block field-sizing-content max-h-104 resize-y px-2 py-1.5",
        isMono && "font-mono text-sm/5",
        className,
      )}
      style={{ minHeight: `${rows * 1.25 + 0.875}rem`, ...rest.style }}
    />
  );
}
