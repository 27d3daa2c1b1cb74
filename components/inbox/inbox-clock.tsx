"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useNow } from "@/components/run/use-now";

const InboxClock = createContext(new Date(0));

/** One present for the list and the question beside it, so that both say the same age. */
export function InboxClockProvider({ children }: { children: ReactNode }) {
  return <InboxClock value={useNow(1_000)}>{children}</InboxClock>;
}

export function useInboxNow(): Date {
  return useContext(InboxClock);
}
