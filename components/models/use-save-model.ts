"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import { checkForm } from "./check-form";
import { type FormErrors, formErrors, noErrors } from "./form-errors";
import { entryOf, type ModelForm } from "./model-form";
import type { ModelSummary } from "./model-types";
import { useRefreshModels } from "./use-models";

export interface SaveModel {
  readonly save: (form: ModelForm) => void;
  readonly isSaving: boolean;
  readonly errors: FormErrors;
}

/** Adds the form's entry, or puts it in the place of `original`. */
export function useSaveModel(original: ModelSummary | undefined, onSaved: () => void): SaveModel {
  const client = useTRPCClient();
  const refresh = useRefreshModels();
  const [found, setFound] = useState<FormErrors["fields"]>({});
  const saving = useMutation({
    mutationFn: async (form: ModelForm) => {
      const entry = entryOf(form, original);
      if (original === undefined) return await client.models.create.mutate(entry);
      return await client.models.update.mutate({
        id: original.id,
        entry: { ...entry, ...(form.isKeyRemoved && form.apiKey === "" ? { api_key: null } : {}) },
      });
    },
    onSuccess: (saved) => {
      toast.done(`“${saved.name}” ${original === undefined ? "added" : "saved"}`);
      onSaved();
    },
    onSettled: refresh,
  });
  function save(form: ModelForm) {
    const found = checkForm(form);
    setFound(found);
    saving.reset();
    if (Object.keys(found).length === 0) saving.mutate(form);
  }
  const refused = saving.error ? formErrors(appErrorOf(saving.error)) : noErrors;
  return { save, isSaving: saving.isPending, errors: { ...refused, fields: { ...refused.fields, ...found } } };
}
