import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A dense table; numbers in cells line up. Give it a `<caption>` or an `aria-label`. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={cn("w-full border-collapse text-left", className)} />;
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead {...rest} className={cn("text-faint text-sm", className)} />;
}

export function TableHeader({ isNumeric = false, className, ...rest }: ComponentProps<"th"> & { isNumeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn("h-8 whitespace-nowrap border-b px-3 font-normal", isNumeric && "text-right", className)}
    />
  );
}

/** For the link of an interactive row: its click area is the whole row. Other controls in the row need `relative`. */
export const rowLink = "after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2";

/** `isInteractive` marks a row that opens something; the cell with the name holds the link, with `rowLink`. */
export function TableRow({
  isInteractive = false,
  isSelected = false,
  className,
  ...rest
}: ComponentProps<"tr"> & { isInteractive?: boolean; isSelected?: boolean }) {
  return (
    <tr
      {...rest}
      aria-selected={isSelected || undefined}
      className={cn(
        "border-line/60 border-b transition-colors last:border-0 aria-selected:bg-hover",
        isInteractive && "relative hover:bg-hover",
        className,
      )}
    />
  );
}

export function TableCell({ isNumeric = false, className, ...rest }: ComponentProps<"td"> & { isNumeric?: boolean }) {
  return <td {...rest} className={cn("h-9 px-3", isNumeric && "text-right font-mono text-dim text-sm", className)} />;
}
