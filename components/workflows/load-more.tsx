"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/components/ui/button";

/** Asks for the next page when it comes near the window's edge; a button does the same. */
export function LoadMore({ onLoad, isLoading }: { onLoad: () => void; isLoading: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(() => {
    if (!isLoading) onLoad();
  });

  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), { rootMargin: "400px" });
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={place} className="mt-3 grid justify-items-center">
      <Button variant="ghost" isLoading={isLoading} onClick={onLoad}>
        Show more
      </Button>
    </div>
  );
}
