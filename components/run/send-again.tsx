"use client";

import { Send } from "lucide-react";
import Link from "next/link";
import { Button, type ButtonSize } from "@/components/ui/button";
import { useSendAgain } from "./use-send-again";

export interface SendAgainProps {
  runId: string;
  /** The run that goes on in its place; null while there is none. */
  sentAgainAs: string | null;
  size?: ButtonSize;
  onSent: (runId: string) => void;
}

/** What one can do about a dead letter: send it again, or open the run that goes on in its place. */
export function SendAgain({ runId, sentAgainAs, size = "sm", onSent }: SendAgainProps) {
  const { send, isSending } = useSendAgain(onSent);
  if (sentAgainAs !== null) {
    return (
      <Button asChild size={size} variant="ghost">
        <Link href={`/runs/${sentAgainAs}`}>Open the new run</Link>
      </Button>
    );
  }
  return (
    <Button size={size} icon={<Send />} isLoading={isSending} onClick={() => send(runId)}>
      Send again
    </Button>
  );
}
