import { Search } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlBox } from "./control";

export interface InputProps extends ComponentProps<"input"> {
  /** For code, keys, addresses and ids. */
  isMono?: boolean;
}

/** One line of text; `aria-invalid` draws it as wrong. */
export function Input({ isMono = false, className, ...rest }: InputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={cn(controlBox, "h-7 px-2", isMono && "font-mono text-sm", className)}
    />
  );
}

/** An input that filters a list; `end` holds what stands at its right, such as the key that focuses it. */
export function SearchInput({ end, className, ...rest }: ComponentProps<"input"> & { end?: ReactNode }) {
  return (
    <div className={cn("relative", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        className={cn(controlBox, "h-7 pl-7 [&::-webkit-search-cancel-button]:hidden", end ? "pr-8" : "pr-2")}
      />
      {end && <span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-faint">{end}</span>}
    </div>
  );
}
