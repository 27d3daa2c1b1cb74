import { isJsonObject, type JsonObject, type JsonValue } from "../core/json";

/** What a form holds before anybody fills it in: the default of each field that has one. */
export function formDefaults(form: JsonObject): JsonValue {
  if (form.default !== undefined) return form.default;
  const { properties } = form;
  const fields = Object.entries(isJsonObject(properties) ? properties : {});
  return Object.fromEntries(
    fields.flatMap(([name, rules]) => (isJsonObject(rules) && "default" in rules ? [[name, rules.default]] : [])),
  ) as JsonObject;
}
