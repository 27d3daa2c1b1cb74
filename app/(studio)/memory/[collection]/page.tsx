import type { Metadata } from "next";
import { Suspense } from "react";
import { CollectionPage } from "@/components/memory/collection-page";

export const metadata: Metadata = { title: "Collection" };

export default async function Page({ params }: { params: Promise<{ collection: string }> }) {
  const { collection } = await params;
  return (
    <Suspense>
      <CollectionPage id={decodeURIComponent(collection)} />
    </Suspense>
  );
}
