"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import type { Keys } from "./keys";
import { Spinner } from "./spinner";
import { Tooltip, type TooltipProps } from "./tooltip";

const sizes = { sm: "size-6 [&_svg]:size-3.5", md: "size-7 [&_svg]:size-4", lg: "size-8 [&_svg]:size-4" };

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What it does: the accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
  /** The shortcut shown in the tooltip; it is not bound here. */
  kbd?: Keys;
  size?: keyof typeof sizes;
  variant?: "ghost" | "default";
  /** For a toggle: whether it is on. Leave out for a plain action. */
  isPressed?: boolean;
  isLoading?: boolean;
  tooltipSide?: TooltipProps["side"];
}

/** A button that is an icon alone; its name comes as a tooltip. */
export function IconButton({
  label,
  icon,
  kbd,
  size = "md",
  variant = "ghost",
  isPressed,
  isLoading = false,
  tooltipSide,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} kbd={kbd} side={tooltipSide}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        aria-busy={isLoading || undefined}
        {...rest}
        disabled={rest.disabled || isLoading}
        className={cn(
          "grid shrink-0 place-items-center rounded-md border text-dim transition-colors",
          "hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-50",
          "data-[state=open]:bg-hover data-[state=open]:text-ink aria-pressed:bg-hover aria-pressed:text-ink",
          variant === "default" ? "border-line-strong bg-raised" : "border-transparent",
          sizes[size],
          className,
        )}
      >
        {isLoading ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}
