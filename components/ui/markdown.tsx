"use client";

import { ImageOff } from "lucide-react";
import { Children, type ComponentProps, isValidElement, type ReactElement, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "./cn";
import { CodeBlock } from "./code-block";
import { useHighlighter } from "./use-highlighter";

/**
 * Text from a model or a person as Markdown. It is untrusted: raw HTML shows as text, links open outside without a
 * way back, and images are never fetched, because an address can carry data out.
 */
export function Markdown({ children, className }: { children: string; className?: string }) {
  const highlighter = useHighlighter(children.includes("```"));
  return (
    <div className={cn("grid min-w-0 gap-2.5 break-words leading-relaxed", className)}>
      <ReactMarkdown components={components} remarkPlugins={plugins} rehypePlugins={highlighter}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

const plugins = [remarkGfm];

const components: Components = {
  a: ({ href, children }) => (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </a>
  ),
  img: ({ src, alt }) => (
    <span className="inline-flex items-center gap-1.5 rounded-md border px-2 py-0.5 text-dim text-sm">
      <ImageOff className="size-3.5" aria-hidden />
      {alt || "Image"} (not loaded{typeof src === "string" && src ? `: ${hostOf(src)}` : ""})
    </span>
  ),
  h1: ({ children }) => <h3 className="mt-2 font-semibold text-xl first:mt-0">{children}</h3>,
  h2: ({ children }) => <h4 className="mt-2 font-semibold text-lg first:mt-0">{children}</h4>,
  h3: ({ children }) => <h5 className="mt-1 font-semibold first:mt-0">{children}</h5>,
  h4: ({ children }) => <h6 className="font-semibold">{children}</h6>,
  ul: ({ children }) => <ul className="grid list-disc gap-1 pl-5 marker:text-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="grid list-decimal gap-1 pl-5 marker:text-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="grid gap-2 border-line-strong border-l-2 pl-3 text-dim">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  code: ({ children }) => <code className="rounded-sm bg-hover px-1 py-px font-mono text-[0.92em]">{children}</code>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, in Safari too
    <div tabIndex={0} className="overflow-x-auto rounded-md border">
      <table className="w-full border-collapse">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border-b bg-hover px-2.5 py-1 text-left font-semibold">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border-t px-2.5 py-1 align-top">
      {children}
    </td>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? "Done" : "Not done"}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  pre: ({ children }) => <FencedCode>{children}</FencedCode>,
};

/** A fenced block arrives as `<pre><code class="language-x">text</code></pre>`, with spans in the text where it is highlighted. */
function FencedCode({ children }: { children?: ComponentProps<"pre">["children"] }) {
  const { className = "", children: content } = (children as ReactElement<ComponentProps<"code">>).props;
  const language = /language-(\w+)/.exec(className)?.[1];
  return (
    <CodeBlock code={textOf(content).replace(/\n$/, "")} language={language}>
      {content}
    </CodeBlock>
  );
}

function textOf(node: ReactNode): string {
  return Children.toArray(node)
    .map((child) => (isValidElement<{ children?: ReactNode }>(child) ? textOf(child.props.children) : String(child)))
    .join("");
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host || "embedded" : "relative address";
}
