import type { Metadata } from "next";
import { WorkflowStudio } from "@/components/studio/workflow-studio";

export const metadata: Metadata = { title: "Workflow" };

export default async function WorkflowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <WorkflowStudio key={id} workflowId={id} />;
}
