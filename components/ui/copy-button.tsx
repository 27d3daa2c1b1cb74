"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";
import { toast } from "./toast";

/** Copies `text` (or what it computes when clicked), and says so for a moment. */
export function CopyButton({
  text,
  label = "Copy",
  className,
}: {
  text: string | (() => string);
  label?: string;
  className?: string;
}) {
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setIsCopied(true);
    } catch {
      toast.failed("The browser did not allow copying.", { description: "Select the text and copy it by hand." });
    }
  }

  return (
    <IconButton
      size="sm"
      label={isCopied ? "Copied" : label}
      icon={isCopied ? <Check className="text-ok" /> : <Copy />}
      onClick={copy}
      className={className}
    />
  );
}
