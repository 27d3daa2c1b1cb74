"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Where this page came from, which programs reach too; empty until the browser draws. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
}
