"use client";

import { Switch as RadixSwitch } from "radix-ui";
import { cn } from "./cn";

export interface SwitchProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  disabled?: boolean;
  className?: string;
}

/** On or off, at once. Name it with a `<label htmlFor>` or `aria-label`. */
export function Switch({ isOn, onChange, className, ...rest }: SwitchProps) {
  return (
    <RadixSwitch.Root
      {...rest}
      checked={isOn}
      onCheckedChange={onChange}
      className={cn(
        "flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-canvas px-px transition-colors",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50",
        className,
      )}
    >
      <RadixSwitch.Thumb className="size-3 rounded-full bg-edge transition-[translate,background-color] data-[state=checked]:translate-x-3 data-[state=checked]:bg-accent-ink" />
    </RadixSwitch.Root>
  );
}
