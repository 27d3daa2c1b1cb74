import {
  Activity,
  Bot,
  Cpu,
  Inbox,
  Library,
  type LucideIcon,
  MessageCircle,
  Settings,
  Workflow,
  Zap,
} from "lucide-react";
import type { ComponentType } from "react";
import { WaitCount } from "@/components/inbox/wait-count";

export interface Destination {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Drawn at the corner of its entry: how much there is to do. */
  Badge?: ComponentType;
  /** At the foot of the rail instead of its head. */
  isAtEnd?: boolean;
}

/** The places of the studio, in the order of the rail. One is listed when it works. */
export const destinations: Destination[] = [
  { label: "Workflows", href: "/workflows", icon: Workflow },
  { label: "Chat", href: "/chat", icon: MessageCircle },
  { label: "Agents", href: "/agents", icon: Bot },
  { label: "Runs", href: "/runs", icon: Activity },
  { label: "Triggers", href: "/triggers", icon: Zap },
  { label: "Inbox", href: "/inbox", icon: Inbox, Badge: WaitCount },
  { label: "Models", href: "/models", icon: Cpu },
  { label: "Memory", href: "/memory", icon: Library },
  { label: "Settings", href: "/settings", icon: Settings, isAtEnd: true },
];

/** Whether a path is this place or below it. */
export function isAt(destination: Destination, path: string): boolean {
  return path === destination.href || path.startsWith(`${destination.href}/`);
}
