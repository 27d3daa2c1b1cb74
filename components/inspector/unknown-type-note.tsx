import { CodeBlock } from "@/components/ui/code-block";
import { ErrorNote } from "@/components/ui/error-note";
import type { WorkflowNode } from "@/nodes/core/workflow";

/** A node of a type that is not known here: it is kept as it is, and cannot run. */
export function UnknownTypeNote({ node }: { node: WorkflowNode }) {
  return (
    <div className="grid gap-3">
      <ErrorNote
        severity="warning"
        title={`The type “${node.type}” is not known here`}
        cause="It comes from a newer version or from a plugin that is not installed. The node is kept as it is, with its settings and connections, and the workflow does not run with it."
        hint="Install what it comes from, disable the node, or replace it."
      />
      <section className="grid gap-1">
        <h3 className="text-dim text-sm">Its settings</h3>
        <CodeBlock code={JSON.stringify(node.config, null, 2)} language="json" isWrapped />
      </section>
    </div>
  );
}
