import type { Field } from "@/nodes/core/field";

type Values = Readonly<Record<string, unknown>>;

/** A config as a form shows it: what is stored, and the type's own defaults for what is not. */
export function valuesWithDefaults(stored: Values, parsed: Values | undefined): Values {
  return parsed === undefined ? stored : { ...parsed, ...stored };
}

/**
 * The fields whose `when` holds. Inside a list, `when` means a field of the item, or where it has none of that name,
 * of the config around it.
 */
export function visibleFields(fields: readonly Field[], values: Values, around: Values = {}): Field[] {
  const own = new Set(fields.map((field) => field.name));
  return fields.filter(({ when }) => {
    if (when === undefined) return true;
    const value = own.has(when.field) ? values[when.field] : (values[when.field] ?? around[when.field]);
    return when.is.includes(value);
  });
}
