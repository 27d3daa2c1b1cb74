"use client";

import { ReactFlowProvider } from "@xyflow/react";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useStore } from "zustand";
import { type CanvasState, type CanvasStore, createCanvasStore } from "./canvas-store";

const CanvasContext = createContext<CanvasStore | null>(null);

/** Around a canvas and what acts on it from beside it, such as the palette. */
export function CanvasProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createCanvasStore);
  return (
    <CanvasContext value={store}>
      <ReactFlowProvider>{children}</ReactFlowProvider>
    </CanvasContext>
  );
}

export function useCanvasStore(): CanvasStore {
  const store = useContext(CanvasContext);
  if (store === null) throw new Error("the canvas needs a CanvasProvider above it");
  return store;
}

export function useCanvas<Selected>(select: (state: CanvasState) => Selected): Selected {
  return useStore(useCanvasStore(), select);
}
