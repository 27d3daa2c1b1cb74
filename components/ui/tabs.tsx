"use client";

import { Tabs as RadixTabs } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabsProps<Value extends string> extends DataAttributes {
  value: Value;
  onValueChange: (value: Value) => void;
  children: ReactNode;
  className?: string;
}

/** Marks for those who look for the frame in the page. */
interface DataAttributes {
  [name: `data-${string}`]: string | boolean | undefined;
}

/** A frame for `TabList` and its `TabPanel`s; a column that fills its place, so that a panel can scroll. */
export function Tabs<Value extends string>({ value, onValueChange, children, className, ...data }: TabsProps<Value>) {
  return (
    <RadixTabs.Root
      {...data}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={cn("flex min-h-0 flex-col", className)}
    >
      {children}
    </RadixTabs.Root>
  );
}

export interface TabEntry {
  value: string;
  label: ReactNode;
  /** A quiet number or chip behind the label. */
  end?: ReactNode;
}

export interface TabListProps {
  label: string;
  tabs: TabEntry[];
  /** At the right end of the row. */
  end?: ReactNode;
  className?: string;
}

export function TabList({ label, tabs, end, className }: TabListProps) {
  return (
    <div className={cn("flex h-9 shrink-0 items-center gap-4 border-b px-3", className)}>
      <RadixTabs.List aria-label={label} className="flex h-full gap-4">
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="-mx-1 -mb-px flex h-9 items-center px-1 gap-1.5 border-transparent border-b-2 text-dim transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.end !== undefined && <span className="text-faint tabular-nums">{tab.end}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {end && <div className="ml-auto flex min-w-0 items-center gap-2 text-dim">{end}</div>}
    </div>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <RadixTabs.Content
      value={value}
      className={cn("min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2", className)}
    >
      {children}
    </RadixTabs.Content>
  );
}
