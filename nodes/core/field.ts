/** The inspector's form, described by a node's definition and drawn by `components/fields`. */

interface FieldBase {
  /** Key in the config. */
  readonly name: string;
  readonly label: string;
  /** One sentence under the field. */
  readonly hint?: string;
  readonly placeholder?: string;
  /** Folded away under "More". */
  readonly advanced?: boolean;
  /** Shown only while another key of the config has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly unknown[] };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export type Field =
  | (FieldBase & { readonly input: "textarea" | "markdown" | "url" })
  /** `isSecret`: it is not shown, and never leaves this machine with the document. */
  | (FieldBase & { readonly input: "text"; readonly isSecret?: boolean })
  /** LiquidJS; variables are highlighted and become ports. */
  | (FieldBase & { readonly input: "template"; readonly lines?: number })
  /** JSONata. */
  | (FieldBase & { readonly input: "expression"; readonly lines?: number })
  | (FieldBase & {
      readonly input: "number";
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
      readonly unit?: string;
    })
  | (FieldBase & { readonly input: "slider"; readonly min: number; readonly max: number; readonly step: number })
  | (FieldBase & { readonly input: "switch" })
  | (FieldBase & { readonly input: "select"; readonly choices: readonly Choice[] })
  /** An id of the model registry, or `default`. */
  | (FieldBase & { readonly input: "model" })
  | (FieldBase & { readonly input: "models" })
  /** Id of another workflow. */
  | (FieldBase & { readonly input: "workflow" })
  /** Id of a saved agent. */
  | (FieldBase & { readonly input: "agent" })
  /** Id or slug of a collection. */
  | (FieldBase & { readonly input: "collection" })
  | (FieldBase & { readonly input: "json"; readonly schema?: boolean })
  /** A list of words. */
  | (FieldBase & { readonly input: "words" })
  /** A map of text to template, such as headers. */
  | (FieldBase & { readonly input: "pairs" })
  /** A list of objects, each edited by `fields`; `initial` is what "Add" appends. */
  | (FieldBase & {
      readonly input: "list";
      readonly fields: readonly Field[];
      readonly item: string;
      readonly initial: Readonly<Record<string, unknown>>;
    });
