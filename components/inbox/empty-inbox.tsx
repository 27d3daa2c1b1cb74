import { Inbox, RotateCcw, UserCheck, Wrench } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

const kinds = [
  { icon: UserCheck, title: "An approval", text: "An Approval node stops its run until you decide." },
  { icon: Wrench, title: "A tool's call", text: "An agent that has to ask shows you the arguments." },
  { icon: RotateCcw, title: "An interrupted node", text: "After a crash you say whether it may run a second time." },
];

/** Nothing to answer, and what would be. */
export function EmptyInbox() {
  return (
    <div data-region className="min-h-0 flex-1 overflow-y-auto">
      <EmptyState
        icon={<Inbox />}
        title="Nothing waits for you"
        actions={
          <Button asChild>
            <Link href="/workflows">Open a workflow</Link>
          </Button>
        }
      >
        <p>A run that needs a person stops and asks here:</p>
        <ul className="mt-4 grid gap-3 text-left">
          {kinds.map(({ icon: Icon, title, text }) => (
            <li key={title} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
              <Icon className="mt-0.5 size-4 text-waiting" aria-hidden />
              <span className="font-medium text-ink">{title}</span>
              <span className="col-start-2">{text}</span>
            </li>
          ))}
        </ul>
      </EmptyState>
    </div>
  );
}
