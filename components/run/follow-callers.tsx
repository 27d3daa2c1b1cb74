"use client";

import { useEffect } from "react";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { callersIn } from "@/nodes/core/called-paths";
import { useRunSession } from "./run-context";

/** Tells the shown run which nodes call other workflows: what theirs do is not what the nodes of this one do. */
export function FollowCallers() {
  const { session } = useRunSession();
  const callers = useWorkflow(({ document, definitions }) => JSON.stringify([...callersIn(document, definitions)]));
  useEffect(() => session.store.setCallers(new Set(JSON.parse(callers) as string[])), [session, callers]);
  return null;
}
