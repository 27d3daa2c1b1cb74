import type { Metadata } from "next";
import { ChatPage } from "@/components/chat/chat-page";

export const metadata: Metadata = { title: "Chat" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const { agent, workflow } = await searchParams;
  const partner = agent === undefined ? workflow && `workflow:${workflow}` : `agent:${agent}`;
  return <ChatPage partner={partner} />;
}
