import { usualWords } from "./capabilities";
import type { AvailableModel, ModelEntryInput, ModelSummary, ModelType } from "./model-types";
import { newModelId } from "./new-model-id";

export interface HeaderPair {
  /** Of the row, for the list alone. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** What the form for an entry holds; empty text and null are left out of the entry. */
export interface ModelForm {
  readonly type: ModelType;
  readonly name: string;
  readonly id: string;
  /** Written by hand: it follows the name no longer. */
  readonly isIdWritten: boolean;
  readonly baseUrl: string;
  readonly path: string;
  /** The model's name on its server. */
  readonly model: string;
  readonly capabilities: readonly string[];
  /** Chosen by hand, or told by the server: it follows the type no longer. */
  readonly areCapabilitiesChosen: boolean;
  /** Never comes back from the server. */
  readonly apiKey: string;
  readonly isKeyRemoved: boolean;
  readonly headers: readonly HeaderPair[];
  readonly maxConcurrent: number | null;
  readonly firstTokenSeconds: number | null;
  readonly totalSeconds: number | null;
  readonly context: number | null;
}

export function emptyForm(type: ModelType = "lm_studio"): ModelForm {
  return {
    type,
    name: "",
    id: "",
    isIdWritten: false,
    baseUrl: "",
    path: "",
    model: "",
    capabilities: usualWords[type],
    areCapabilitiesChosen: false,
    apiKey: "",
    isKeyRemoved: false,
    headers: [],
    maxConcurrent: null,
    firstTokenSeconds: null,
    totalSeconds: null,
    context: null,
  };
}

export function formOf(model: ModelSummary): ModelForm {
  return {
    ...emptyForm(model.type),
    name: model.name === model.id ? "" : model.name,
    id: model.id,
    isIdWritten: true,
    baseUrl: model.base_url ?? "",
    path: model.path ?? "",
    model: model.model === model.id ? "" : model.model,
    capabilities: model.capabilities,
    areCapabilitiesChosen: true,
    headers: Object.entries(model.headers ?? {}).map(([name, value]) => ({ key: name, name, value })),
    maxConcurrent: model.maxConcurrent,
    firstTokenSeconds: toSeconds(model.timeouts?.firstTokenMs),
    totalSeconds: toSeconds(model.timeouts?.totalMs),
    context: model.context ?? null,
  };
}

/** A change by hand, with what follows from it: the usual capabilities of a type, an id like the name. */
export function changeForm(form: ModelForm, change: Partial<ModelForm>, taken: ReadonlySet<string>): ModelForm {
  const next = { ...form, ...change };
  const source = [next.name, next.model, next.path].find((text) => text.trim() !== "");
  return {
    ...next,
    id: next.isIdWritten ? next.id : source === undefined ? "" : newModelId(source, taken),
    capabilities: next.areCapabilitiesChosen ? next.capabilities : usualWords[next.type],
  };
}

/** What choosing one of the server's models fills in. */
export function changeForAvailable({ name, capabilities, context }: AvailableModel): Partial<ModelForm> {
  return {
    model: name,
    ...(capabilities === undefined || capabilities.length === 0
      ? {}
      : { capabilities: [...capabilities], areCapabilitiesChosen: true }),
    ...(context === undefined ? {} : { context }),
  };
}

/** The entry that the form describes. `original`: the entry that is edited, whose unseen fields stay. */
export function entryOf(form: ModelForm, original?: ModelSummary): ModelEntryInput {
  const isFile = form.type === "gguf";
  const timeouts = {
    ...original?.timeouts,
    firstTokenMs: toMilliseconds(form.firstTokenSeconds),
    totalMs: toMilliseconds(form.totalSeconds),
  };
  const hasTimeouts = Object.values(timeouts).some((value) => value !== undefined);
  const headers = form.headers.filter(({ name }) => name.trim() !== "");
  return {
    id: form.id.trim(),
    type: form.type,
    ...text("name", form.name),
    ...(isFile ? text("path", form.path) : text("base_url", form.baseUrl)),
    ...(isFile || original?.endpoints === undefined ? {} : { endpoints: original.endpoints }),
    ...text("model", form.model),
    capabilities: [...form.capabilities],
    ...text("api_key", form.apiKey),
    ...(headers.length === 0 && original?.headers === undefined
      ? {}
      : { headers: Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])) }),
    ...(form.maxConcurrent === null ? {} : { maxConcurrent: form.maxConcurrent }),
    ...(hasTimeouts ? { timeouts } : {}),
    ...(form.context === null ? {} : { context: form.context }),
    ...(isFile && original?.gpu !== undefined ? { gpu: original.gpu } : {}),
    ...(isFile && original?.threads !== undefined ? { threads: original.threads } : {}),
  };
}

function text<Key extends string>(key: Key, value: string): { [_ in Key]?: string } {
  const trimmed = value.trim();
  return (trimmed === "" ? {} : { [key]: trimmed }) as { [_ in Key]?: string };
}

function toSeconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : milliseconds / 1000;
}

function toMilliseconds(seconds: number | null): number | undefined {
  return seconds === null ? undefined : Math.round(seconds * 1000);
}
