"use client";

import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";

export interface PageErrorProps {
  /** In production `message` is hidden for errors of the server; `digest` finds them in its log. */
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that failed to draw: what to do, and the id under which the log has the rest. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="grid h-full place-items-center p-6">
      <ErrorNote
        className="w-full max-w-140"
        title="This page could not be shown."
        cause={error.digest ? "The server failed while preparing it." : error.message}
        hint="Your work is stored. Try again; if it fails again, reload the page."
        code={error.digest && `id ${error.digest}`}
        action={<Button onClick={reset}>Try again</Button>}
      />
    </div>
  );
}
