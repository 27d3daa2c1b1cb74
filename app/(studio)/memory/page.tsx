import type { Metadata } from "next";
import { Suspense } from "react";
import { MemoryPage } from "@/components/memory/memory-page";

export const metadata: Metadata = { title: "Memory" };

export default function Page() {
  return (
    <Suspense>
      <MemoryPage />
    </Suspense>
  );
}
