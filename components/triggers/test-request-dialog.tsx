"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { type LiveTrigger, textIn } from "./trigger-types";
import { curlLine } from "./webhook-call";

export interface TestRequestDialogProps {
  trigger: LiveTrigger;
  origin: string;
  onAnswered: () => void;
  onClose: () => void;
}

const example = '{ "hello": "world" }';

/** Calls a webhook as its caller would, with its secret or signature, and shows what it answers. */
export function TestRequestDialog({ trigger, origin, onAnswered, onClose }: TestRequestDialogProps) {
  const trpc = useTRPC();
  const [body, setBody] = useState(example);
  const { workflowId, nodeId, config } = trigger;
  const test = useMutation(trpc.triggers.test.mutationOptions({ onSettled: onAnswered }));
  const hasBody = textIn(config, "method") !== "GET";
  const isProven = textIn(config, "signature") !== "none";

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Send a test request"
      description="It starts a run of the published version, as the caller of this address would."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            isLoading={test.isPending}
            onClick={() => test.mutate({ workflowId, nodeId, body })}
          >
            Send
          </Button>
        </>
      }
    >
      <div className="grid gap-3.5">
        {hasBody && (
          <Field label="Body" hint="JSON goes as data, all else as text.">
            {(control) => (
              <Textarea
                {...control}
                rows={4}
                className="font-mono text-sm"
                value={body}
                onChange={(event) => setBody(event.target.value)}
              />
            )}
          </Field>
        )}
        <div className="grid gap-1">
          <h3 className="text-dim text-sm">The same in a terminal{isProven && ", with the secret in SECRET"}</h3>
          <CodeBlock isWrapped code={curlLine(origin, config, body)} />
        </div>
        {test.isError && <ErrorNote title={appErrorOf(test.error).message} hint={appErrorOf(test.error).hint} />}
        {test.isSuccess && <Answer {...test.data} />}
      </div>
    </Dialog>
  );
}

function Answer({ status, body, runId }: { status: number; body: string; runId: string | null }) {
  const isGood = status < 400;
  return (
    <section aria-label="Answer" className="grid gap-1">
      <div className="flex items-center gap-2 text-sm">
        <h3 className="text-dim">Answer</h3>
        <Badge tone={isGood ? "ok" : "bad"}>
          {status} {isGood ? "taken" : "refused"}
        </Badge>
        {runId !== null && (
          <Link href={`/runs/${runId}`} className="ml-auto text-accent hover:underline">
            Show the run
          </Link>
        )}
      </div>
      <CodeBlock isWrapped code={pretty(body)} />
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body === "" ? "(nothing)" : body;
  }
}
