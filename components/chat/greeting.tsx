"use client";

import { MessageCircle } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Markdown } from "@/components/ui/markdown";
import type { Partner } from "./use-partners";

/** What stands where nothing was said yet. */
export function Greeting({ partner, onSay }: { partner: Partner | undefined; onSay: (message: string) => void }) {
  if (partner === undefined)
    return (
      <EmptyState icon={<MessageCircle />} title="Whom do you want to talk to?">
        Choose an agent or a workflow above.
      </EmptyState>
    );
  const { name, greeting, description, examples } = partner;
  return (
    <EmptyState
      icon={<MessageCircle />}
      title={name}
      actions={examples.map((example) => (
        <Button key={example} className="h-auto whitespace-normal py-1 text-left" onClick={() => onSay(example)}>
          {example}
        </Button>
      ))}
    >
      <Markdown>{greeting || description || "Say something."}</Markdown>
    </EmptyState>
  );
}

/** Nobody to talk to: how to get somebody. */
export function NoPartners() {
  return (
    <EmptyState
      icon={<MessageCircle />}
      title="Nobody to talk to yet"
      actions={
        <Button asChild variant="primary">
          <Link href="/workflows">Open a workflow</Link>
        </Button>
      }
    >
      A workflow can be talked to when it has a Chat node, and an output named answer. Saved agents can always be talked
      to.
    </EmptyState>
  );
}
