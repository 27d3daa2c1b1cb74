"use client";

import { useMutation } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formErrors } from "./form-errors";
import { LookList } from "./look-list";
import { changeForAvailable, entryOf, type ModelForm } from "./model-form";
import { typeLooks } from "./model-types";

export interface AddressFieldsProps {
  form: ModelForm;
  /** The entry that is edited: its stored key may be used to look. */
  originalId?: string;
  onChange: (change: Partial<ModelForm>) => void;
  errors: Readonly<Record<string, string>>;
}

/** Where the model is: a server's address and its name there, or a file. "Look" lists what there is to choose from. */
export function AddressFields({ form, originalId, onChange, errors }: AddressFieldsProps) {
  const look = useMutation(useTRPC().models.look.mutationOptions());
  const isFile = form.type === "gguf";
  const failure = look.error ? formErrors(appErrorOf(look.error)) : undefined;
  const lookError = failure && (failure.fields.base_url ?? failure.fields.headers ?? failure.other?.message);
  const lookHint = look.error ? appErrorOf(look.error).hint : undefined;

  function lookNow() {
    const { type, base_url, api_key, headers } = entryOf(form);
    look.mutate({
      server: { type, base_url, api_key, headers },
      ...(originalId === undefined ? {} : { id: originalId }),
    });
  }
  const button = (
    <Button onClick={lookNow} isLoading={look.isPending}>
      Look
    </Button>
  );

  return (
    <>
      {isFile ? (
        <Field
          label="File"
          isRequired
          hint="In the folder models/, or an absolute path."
          error={errors.path ?? lookError}
        >
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                isMono
                placeholder="model.gguf"
                value={form.path}
                onChange={(event) => onChange({ path: event.target.value })}
              />
              {button}
            </div>
          )}
        </Field>
      ) : (
        <Field
          label="Base URL"
          isRequired={!typeLooks[form.type].isAddressOptional}
          hint="Without a path it gets /v1. Look lists the server's models."
          error={errors.base_url ?? (lookError && `${lookError} ${lookHint ?? ""}`)}
        >
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                isMono
                inputMode="url"
                placeholder={typeLooks[form.type].address}
                value={form.baseUrl}
                onChange={(event) => onChange({ baseUrl: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || form.model !== "") return;
                  event.preventDefault();
                  lookNow();
                }}
              />
              {button}
            </div>
          )}
        </Field>
      )}
      {look.data && look.data.length > 0 && (
        <LookList
          models={look.data}
          chosen={isFile ? form.path : form.model}
          onChoose={(model) => onChange(isFile ? { path: model.name } : changeForAvailable(model))}
        />
      )}
      {look.data?.length === 0 && (
        <p role="status" className="text-dim text-sm">
          {isFile
            ? "There is no .gguf file in the folder models/ yet. Put one there and look again."
            : "The server answers, but lists no model. Load one there, or write its name."}
        </p>
      )}
      {!isFile && (
        <Field label="Model on the server" hint="As the server names it. Left empty: the id." error={errors.model}>
          {(control) => (
            <Input
              {...control}
              isMono
              placeholder={form.type === "ollama" ? "llama3.2:3b" : "qwen/qwen3-4b"}
              value={form.model}
              onChange={(event) => onChange({ model: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
