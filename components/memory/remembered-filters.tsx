"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { SearchInput } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CollectionSummary } from "./memory-types";

export interface RememberedFilter {
  /** Its id; left out for all. */
  readonly collection?: string;
  /** A part of the text. */
  readonly text: string;
  readonly isPinned: boolean;
}

export interface RememberedFiltersProps {
  filter: RememberedFilter;
  collections: readonly Pick<CollectionSummary, "id" | "name">[];
  onChange: (filter: RememberedFilter) => void;
}

const all = "all";

export function RememberedFilters({ filter, collections, onChange }: RememberedFiltersProps) {
  return (
    <div className="mb-3 flex items-center gap-3">
      <SearchInput
        aria-label="Search what was remembered"
        placeholder="Search"
        className="w-72"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        onKeyDown={(event) => event.key === "Escape" && onChange({ ...filter, text: "" })}
      />
      <Select
        aria-label="Collection"
        className="w-56!"
        value={filter.collection ?? all}
        onValueChange={(id) => onChange({ ...filter, collection: id === all ? undefined : id })}
        options={[
          { value: all, label: "All collections" },
          ...collections.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Checkbox
        label="Pinned only"
        isChecked={filter.isPinned}
        onChange={(isPinned) => onChange({ ...filter, isPinned })}
      />
    </div>
  );
}
