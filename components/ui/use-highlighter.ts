"use client";

import { useEffect, useState } from "react";
import type { Options } from "react-markdown";

type Plugins = NonNullable<Options["rehypePlugins"]>;

const none: Plugins = [];
let loaded: Plugins | undefined;

/** Colours for fenced code. They come after the text: most texts have no code, and a page should not wait for them. */
export function useHighlighter(isWanted: boolean): Plugins {
  const [plugins, setPlugins] = useState(loaded ?? none);
  useEffect(() => {
    if (!isWanted || loaded !== undefined) return;
    let isGone = false;
    import("rehype-highlight").then(
      (module) => {
        loaded = [[module.default, { detect: false }]];
        if (!isGone) setPlugins(loaded);
      },
      // Without colours the code can be read, too.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return isWanted ? (loaded ?? plugins) : none;
}
