"use client";

import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import type { Keys } from "./keys";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "default" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium " +
  "transition-colors disabled:opacity-50 aria-disabled:opacity-50 disabled:pointer-events-none";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-accent-ink font-semibold hover:bg-accent-strong active:bg-accent " +
    "data-[state=open]:bg-accent-strong",
  default: "border-line-strong bg-raised text-ink hover:bg-hover active:bg-raised data-[state=open]:bg-hover",
  ghost:
    "border-transparent text-dim hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink",
  danger: "border-transparent bg-danger text-danger-ink font-semibold hover:bg-danger-strong active:bg-danger",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-6 gap-1.5 px-2 text-sm [&_svg]:size-3.5",
  md: "h-7 gap-1.5 px-2.5 text-base [&_svg]:size-3.5",
  lg: "h-8 gap-2 px-3 text-base [&_svg]:size-4",
};

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** The shortcut drawn behind the label; it is not bound here. */
  kbd?: Keys;
  /** Shows a spinner in place of the icon and takes no clicks, keeping width and focus. */
  isLoading?: boolean;
  /** Gives the look to the only child, such as a link; `icon`, `kbd` and `isLoading` are then not drawn. */
  asChild?: boolean;
}

export function Button({
  variant = "default",
  size = "md",
  icon,
  kbd,
  isLoading = false,
  asChild = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(base, variants[variant], sizes[size], className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-disabled={isLoading || undefined}
      aria-busy={isLoading || undefined}
      onClick={isLoading ? (event) => event.preventDefault() : onClick}
    >
      {isLoading ? <Spinner /> : icon}
      {children}
      {kbd && <Kbd keys={kbd} isHidden className="opacity-70" />}
    </button>
  );
}
