"use client";

import { PageError } from "@/components/layout/page-error";

export default function StudioError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError {...props} />;
}
