import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export interface CodeBlockProps {
  code: string;
  /** Shown in the corner: "json", "bash". */
  language?: string;
  /** Breaks long lines instead of scrolling them. */
  isWrapped?: boolean;
  className?: string;
  /** The same text with its parts in colours. */
  children?: ReactNode;
}

/** Text in mono as it is, with a button that copies it. */
export function CodeBlock({ code, language, isWrapped = false, className, children }: CodeBlockProps) {
  return (
    <div className={cn("group relative rounded-md border bg-canvas", className)}>
      <div className="absolute top-1 right-1 flex items-center gap-1 rounded-md bg-canvas">
        {language && <span className="pl-1 font-mono text-faint text-xs">{language}</span>}
        <CopyButton text={code} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, in Safari too
        tabIndex={0}
        className={cn(
          "overflow-auto rounded-md px-3 py-2 font-mono text-sm/5",
          isWrapped && "whitespace-pre-wrap break-words pr-10",
        )}
      >
        <code>{children ?? code}</code>
      </pre>
    </div>
  );
}
