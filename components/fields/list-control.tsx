"use client";

import { ChevronDown, ChevronRight, ChevronUp, Plus, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { isJsonObject } from "@/nodes/core/json";
import type { ControlProps, RenderForm } from "./field-props";
import { isWithin, useFieldIssues, useForm } from "./form-context";
import { moved, newItem, without } from "./list-items";

export type ListControlProps = ControlProps<"list"> & {
  /** The config that the list stands in. */
  around: Readonly<Record<string, unknown>>;
  renderForm: RenderForm;
};

/** A list of objects, each with a form of its own; one is open at a time. */
export function ListControl({
  field,
  value,
  onChange,
  control,
  path,
  isReadOnly,
  around,
  renderForm,
}: ListControlProps) {
  const items = (Array.isArray(value) ? value : []).map((item) => (isJsonObject(item) ? item : {}));
  const { focusedPath } = useForm();
  const asked = items.findIndex((_, i) => isWithin(focusedPath, `${path}[${i}]`));
  const [openIndex, setOpenIndex] = useState<number | null>(items.length === 1 ? 0 : null);
  useEffect(() => {
    if (asked !== -1) setOpenIndex(asked);
  }, [asked]);

  function changeItem(index: number, name: string, next: unknown) {
    const item = { ...items[index], [name]: next };
    if (next === undefined) delete item[name];
    onChange(items.map((one, i) => (i === index ? item : one)));
  }

  function add() {
    onChange([...items, newItem(field.initial, items)]);
    setOpenIndex(items.length);
  }

  function move(from: number, to: number) {
    onChange(moved(items, from, to));
    if (openIndex === from) setOpenIndex(to);
  }

  function remove(index: number) {
    onChange(without(items, index));
    setOpenIndex(null);
  }

  return (
    <div className="grid grid-cols-1 gap-1.5">
      {items.map((item, index) => (
        // Items have no identity of their own: an item is its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <section key={index} className="min-w-0 rounded-md border" aria-label={titleOf(item, field.item, index)}>
          <ItemHeader
            title={titleOf(item, field.item, index)}
            detail={detailOf(item)}
            path={`${path}[${index}]`}
            isOpen={openIndex === index}
            isReadOnly={isReadOnly}
            onToggle={() => setOpenIndex(openIndex === index ? null : index)}
            onUp={index > 0 ? () => move(index, index - 1) : undefined}
            onDown={index < items.length - 1 ? () => move(index, index + 1) : undefined}
            onRemove={() => remove(index)}
          />
          {openIndex === index && (
            <div className="border-t px-2.5 pt-2 pb-3">
              {renderForm({
                fields: field.fields,
                values: item,
                around,
                path: `${path}[${index}]`,
                onChange: (name, next) => changeItem(index, name, next),
              })}
            </div>
          )}
        </section>
      ))}
      <Button
        id={control.id}
        size="sm"
        variant="ghost"
        icon={<Plus />}
        disabled={isReadOnly}
        onClick={add}
        className="w-fit"
      >
        Add a {field.item}
      </Button>
    </div>
  );
}

interface ItemHeaderProps {
  title: string;
  detail: string;
  path: string;
  isOpen: boolean;
  isReadOnly: boolean;
  onToggle: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
}

function ItemHeader({ title, detail, path, isOpen, isReadOnly, onToggle, onUp, onDown, onRemove }: ItemHeaderProps) {
  const hasIssue = useFieldIssues(path, true).some((issue) => issue.severity === "error");
  return (
    <div className="group/item relative flex h-8 items-center">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-left"
      >
        <ChevronRight
          className={cn("size-3.5 shrink-0 text-faint transition-transform", isOpen && "rotate-90")}
          aria-hidden
        />
        <span className={cn("max-w-3/5 shrink-0 truncate", hasIssue && "text-bad")}>{title}</span>
        {!isOpen && <span className="truncate text-faint text-sm">{detail}</span>}
      </button>
      {/* Over the end of the words, which need the room as long as nobody wants to move or remove. */}
      <span className="absolute right-1 flex rounded-md bg-panel pl-1 opacity-0 focus-within:opacity-100 group-hover/item:opacity-100">
        <IconButton size="sm" label="Move up" icon={<ChevronUp />} disabled={isReadOnly || !onUp} onClick={onUp} />
        <IconButton
          size="sm"
          label="Move down"
          icon={<ChevronDown />}
          disabled={isReadOnly || !onDown}
          onClick={onDown}
        />
        <IconButton size="sm" label={`Remove ${title}`} icon={<Trash2 />} disabled={isReadOnly} onClick={onRemove} />
      </span>
    </div>
  );
}

function titleOf(item: Record<string, unknown>, word: string, index: number): string {
  return typeof item.name === "string" && item.name !== "" ? item.name : `${word} ${index + 1}`;
}

/** What tells an item from its neighbors while it is closed. */
function detailOf({ type, required, expression, description }: Record<string, unknown>): string {
  const words = [type, required === true ? "required" : undefined, expression, description];
  return words.filter((word) => typeof word === "string" && word !== "").join(" · ");
}
