"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as RadixSelect } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlBox } from "./control";
import { letShortcutsThrough } from "./let-shortcuts-through";
import { menuSurface } from "./menu-style";

export interface SelectOption<Value extends string = string> {
  /** Not empty: Radix keeps the empty value for "nothing chosen". */
  value: Value;
  label: string;
  /** A second, quiet line. */
  description?: string;
  icon?: ReactNode;
  isDisabled?: boolean;
}

export interface SelectGroup<Value extends string = string> {
  label: string;
  options: SelectOption<Value>[];
}

export interface SelectProps<Value extends string>
  extends Omit<ComponentProps<"button">, "value" | "defaultValue" | "onChange" | "children"> {
  /** `undefined` is nothing chosen. */
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: (SelectOption<Value> | SelectGroup<Value>)[];
  placeholder?: string;
}

/** One of a few known values. For long or growing lists use the command palette's shell instead. */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = "Choose…",
  disabled,
  className,
  ...rest
}: SelectProps<Value>) {
  return (
    <RadixSelect.Root value={value ?? ""} onValueChange={(next) => onValueChange(next as Value)} disabled={disabled}>
      <RadixSelect.Trigger
        onKeyDown={letShortcutsThrough}
        {...rest}
        className={cn(
          controlBox,
          "flex h-7 items-center justify-between gap-2 px-2 text-left data-placeholder:text-faint",
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-2 truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <RadixSelect.Icon asChild>
          <ChevronDown className="size-3.5 shrink-0 text-faint" />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            menuSurface,
            "p-1 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)",
          )}
        >
          <RadixSelect.Viewport>
            {options.map((option) =>
              "options" in option ? (
                <RadixSelect.Group key={option.label}>
                  <RadixSelect.Label className="px-2 pt-2 pb-1 text-xs font-semibold text-faint">
                    {option.label}
                  </RadixSelect.Label>
                  {option.options.map((item) => (
                    <Option key={item.value} option={item} />
                  ))}
                </RadixSelect.Group>
              ) : (
                <Option key={option.value} option={option} />
              ),
            )}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <RadixSelect.Item
      value={option.value}
      disabled={option.isDisabled}
      className="relative flex min-h-7 select-none items-center gap-2 rounded-md py-1 pr-7 pl-2 outline-none data-disabled:opacity-50 data-highlighted:bg-hover"
    >
      {option.icon}
      <span className="min-w-0">
        <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
        {option.description && <span className="block text-sm text-faint">{option.description}</span>}
      </span>
      <RadixSelect.ItemIndicator className="absolute right-2">
        <Check className="size-3.5 text-accent" />
      </RadixSelect.ItemIndicator>
    </RadixSelect.Item>
  );
}
