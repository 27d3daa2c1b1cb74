import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneText, toneTint } from "./tone";

/** A word about the thing beside it, tinted: "reused", "beta", "local". */
export function Badge({
  tone = "neutral",
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-4.5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs [&_svg]:size-3",
        toneText[tone],
        toneTint[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

export interface ChipProps extends ComponentProps<"span"> {
  /** Draws a dot of this color in front; the text must say the same. */
  tone?: Tone;
}

/** A quiet outlined fact, as in the top bar: "Saved", "starter · 128 tok/s". */
export function Chip({ tone, children, className, ...rest }: ChipProps) {
  return (
    <span
      {...rest}
      className={cn(
        "inline-flex h-5.5 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-2 text-dim text-sm [&_svg]:size-3",
        className,
      )}
    >
      {tone && <span className={cn("size-1.5 rounded-full bg-current", toneText[tone])} aria-hidden />}
      {children}
    </span>
  );
}
