import { Map as MapIcon } from "lucide-react";
import Link from "next/link";
import { StudioShell } from "@/components/layout/studio-shell";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <StudioShell>
      <div className="grid h-full place-items-center">
        <EmptyState
          icon={<MapIcon />}
          title="There is nothing at this address"
          actions={
            <Button asChild>
              <Link href="/workflows">Open workflows</Link>
            </Button>
          }
        >
          It may have been deleted, or the link is incomplete.
        </EmptyState>
      </div>
    </StudioShell>
  );
}
