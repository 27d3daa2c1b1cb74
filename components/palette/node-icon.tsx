import {
  ArrowRightFromLine,
  ArrowRightToLine,
  BookmarkPlus,
  BookOpenText,
  Bot,
  Box,
  Brain,
  CalendarClock,
  CircleHelp,
  Clock,
  Cpu,
  Database,
  FolderInput,
  Globe,
  type LucideIcon,
  Merge,
  MessageCircle,
  MessagesSquare,
  Plug,
  RefreshCw,
  Repeat,
  ScrollText,
  ShieldCheck,
  Sigma,
  Signpost,
  Split,
  StickyNote,
  TextQuote,
  UserCheck,
  Webhook,
  Workflow,
} from "lucide-react";
import { IconTile } from "@/components/ui/kind";
import type { NodeDefinition } from "@/nodes/core/node-definition";
import { kindOfType } from "./families";

/** The icons that definitions name. A list, since loading an icon by its name would ship all 1,600 of them. */
const icons: Readonly<Record<string, LucideIcon>> = {
  "arrow-right-from-line": ArrowRightFromLine,
  "arrow-right-to-line": ArrowRightToLine,
  bot: Bot,
  "calendar-clock": CalendarClock,
  clock: Clock,
  cpu: Cpu,
  database: Database,
  "folder-input": FolderInput,
  globe: Globe,
  merge: Merge,
  "message-circle": MessageCircle,
  brain: Brain,
  "bookmark-plus": BookmarkPlus,
  "book-open-text": BookOpenText,
  "messages-square": MessagesSquare,
  plug: Plug,
  "refresh-cw": RefreshCw,
  repeat: Repeat,
  "scroll-text": ScrollText,
  "shield-check": ShieldCheck,
  sigma: Sigma,
  signpost: Signpost,
  split: Split,
  "sticky-note": StickyNote,
  "text-quote": TextQuote,
  "user-check": UserCheck,
  webhook: Webhook,
  workflow: Workflow,
};

export function hasNodeIcon(name: string): boolean {
  return Object.hasOwn(icons, name);
}

/** The icon of a node type in the color of its family; a question mark for a type that is not known here. */
export function NodeIcon({ definition, size }: { definition: NodeDefinition | undefined; size?: "md" | "lg" }) {
  const Icon = definition === undefined ? CircleHelp : (icons[definition.icon] ?? Box);
  return <IconTile icon={<Icon />} kind={kindOfType(definition)} size={size} />;
}
