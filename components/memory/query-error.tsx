import { appErrorOf } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";

/** What a page shows in the place of what it could not read. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, hint, code } = appErrorOf(error);
  return (
    <ErrorNote
      title={message}
      hint={hint}
      code={code}
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
