"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { formatBytes } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import type { Probe } from "./model-types";
import type { PullProgress } from "./pull-model";
import { usePull } from "./use-pull";

export interface PullDialogProps {
  server: Pick<Probe, "base_url">;
  /** Called with the name of a model that was downloaded whole. */
  onPulled: (name: string) => void;
  onClose: () => void;
}

/** Downloads a model to an Ollama, with its progress; closing it cancels. */
export function PullDialog({ server, onPulled, onClose }: PullDialogProps) {
  const [name, setName] = useState("");
  const { state, start, cancel } = usePull();
  const isPulling = state.status === "pulling";
  const wanted = name.trim();

  async function pull() {
    if (wanted === "" || isPulling) return;
    if (await start({ name: wanted, server: server.base_url })) onPulled(wanted);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Pull a model"
      description={
        <>
          Ollama at <span className="font-mono text-sm">{server.base_url}</span> downloads it from its library. This
          needs the internet.
        </>
      }
      footer={
        <>
          <Button onClick={isPulling ? cancel : onClose}>{isPulling ? "Cancel the download" : "Close"}</Button>
          <Button
            variant="primary"
            icon={<Download />}
            isLoading={isPulling}
            disabled={wanted === ""}
            onClick={() => void pull()}
          >
            Pull
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void pull();
        }}
      >
        <Field label="Name in Ollama's library" hint="Such as llama3.2, qwen3:4b or nomic-embed-text.">
          {(control) => (
            <Input
              {...control}
              isMono
              value={name}
              readOnly={isPulling}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {state.status === "pulling" && <PullBar progress={state.progress} />}
        {state.status === "failed" && (
          <ErrorNote title={state.error.message} hint={state.error.hint} code={state.error.code} />
        )}
      </form>
    </Dialog>
  );
}

function PullBar({ progress }: { progress: PullProgress | undefined }) {
  const { status = "Asking Ollama", completedBytes, totalBytes } = progress ?? {};
  const isCounted = completedBytes !== undefined && totalBytes !== undefined && totalBytes > 0;
  return (
    <Progress
      label={status === "" ? "Working" : status.charAt(0).toUpperCase() + status.slice(1)}
      value={isCounted ? completedBytes / totalBytes : null}
      detail={isCounted ? `${formatBytes(completedBytes)} of ${formatBytes(totalBytes)}` : undefined}
    />
  );
}
