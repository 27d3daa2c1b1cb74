import type { Metadata } from "next";
import { ChatPage } from "@/components/chat/chat-page";

export const metadata: Metadata = { title: "Chat" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ChatPage conversationId={(await params).id} />;
}
