import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Issue } from "@/nodes/core/issue";
import { groupIssues } from "./group-issues";

const mostShown = 50;

export interface IssueListProps {
  issues: readonly Issue[];
  nodeNames: ReadonlyMap<string, string>;
}

/** What is wrong with a document, under the nodes it concerns: severity, place, what to do. */
export function IssueList({ issues, nodeNames }: IssueListProps) {
  const more = issues.length - mostShown;
  return (
    <div className="grid gap-2.5">
      {groupIssues(issues.slice(0, mostShown), nodeNames).map(({ nodeId, title, issues: members }) => (
        <section key={nodeId ?? ""} aria-label={title}>
          <h4 className="font-medium text-sm">{title}</h4>
          <ul className="mt-1 grid gap-1">
            {members.map((issue) => (
              <IssueLine key={`${issue.path} ${issue.message}`} issue={issue} />
            ))}
          </ul>
        </section>
      ))}
      {more > 0 && <p className="text-dim text-sm">And {more} more.</p>}
    </div>
  );
}

function IssueLine({ issue }: { issue: Issue }) {
  const isError = issue.severity === "error";
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <li className="flex items-start gap-2">
      <Icon
        role="img"
        aria-label={isError ? "Error" : "Warning"}
        className={isError ? "mt-0.75 size-3.5 shrink-0 text-bad" : "mt-0.75 size-3.5 shrink-0 text-running"}
      />
      <span className="min-w-0 text-pretty break-words">
        {issue.message}
        {issue.path !== "" && <code className="block break-all font-mono text-faint text-xs">{issue.path}</code>}
      </span>
    </li>
  );
}
