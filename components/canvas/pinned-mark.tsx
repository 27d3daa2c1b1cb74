import { Pin } from "lucide-react";
import { Badge } from "@/components/ui/badge";

/** Says that a pinned output stands in for the node's runs. */
export function PinnedMark() {
  return (
    <Badge tone="accent">
      <Pin aria-hidden />
      pinned
    </Badge>
  );
}
