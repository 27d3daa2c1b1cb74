"use client";

import { cn } from "./cn";
import { formatKeys, type Keys } from "./keys";
import { usePlatform } from "./platform";

export interface KbdProps {
  keys: Keys;
  isBoxed?: boolean;
  /** Not read out: it stands in a control whose name is enough. */
  isHidden?: boolean;
  className?: string;
}

/** A shortcut as quiet mono text; `isBoxed` draws each key as a cap, for lists of shortcuts. */
export function Kbd({ keys, isBoxed = false, isHidden, className }: KbdProps) {
  const platform = usePlatform();
  const caps = formatKeys(keys, platform);
  if (!isBoxed) {
    return (
      <kbd aria-hidden={isHidden} className={cn("font-mono text-xs leading-none whitespace-nowrap", className)}>
        {caps.join(platform === "mac" ? "" : "+")}
      </kbd>
    );
  }
  return (
    <kbd aria-hidden={isHidden} className={cn("inline-flex gap-1 font-mono text-xs", className)}>
      {caps.map((cap) => (
        <span
          key={cap}
          className="grid h-5 min-w-5 place-items-center rounded-sm border border-line-strong bg-raised px-1 text-dim"
        >
          {cap}
        </span>
      ))}
    </kbd>
  );
}
