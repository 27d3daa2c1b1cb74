"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Which modifier key shortcuts use: ⌘ on `mac`, Ctrl on `other`. */
export type Platform = "mac" | "other";

const PlatformContext = createContext<Platform>("other");

/** The platform comes from the server, which knows the user agent, so that the first paint shows the right keys. */
export function PlatformProvider({ platform, children }: { platform: Platform; children: ReactNode }) {
  return <PlatformContext value={platform}>{children}</PlatformContext>;
}

export function usePlatform(): Platform {
  return useContext(PlatformContext);
}
