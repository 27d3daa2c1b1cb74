"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Tooltip } from "@/components/ui/tooltip";
import { type Destination, destinations, isAt } from "./destinations";
import { Logo } from "./logo";

/** The slim bar at the left with the places of the studio. */
export function Rail() {
  return (
    <nav
      aria-label="Studio"
      data-region
      className="flex w-13 shrink-0 flex-col items-center gap-1 border-r bg-panel pb-2.5"
    >
      <Link
        href="/workflows"
        aria-label="Heddle, home"
        className="mb-1 grid h-12 w-full place-items-center text-accent focus-visible:-outline-offset-4"
      >
        <Logo className="size-5" />
      </Link>
      {destinations
        .filter((destination) => !destination.isAtEnd)
        .map((destination) => (
          <RailLink key={destination.href} destination={destination} />
        ))}
      <div className="grow" />
      {destinations
        .filter((destination) => destination.isAtEnd)
        .map((destination) => (
          <RailLink key={destination.href} destination={destination} />
        ))}
    </nav>
  );
}

function RailLink({ destination }: { destination: Destination }) {
  const { href, label, icon: Icon, Badge } = destination;
  const isCurrent = isAt(destination, usePathname());
  return (
    <Tooltip content={label} side="right">
      <Link
        href={href}
        aria-current={isCurrent ? "page" : undefined}
        className="relative grid size-9 place-items-center rounded-lg text-faint transition-colors hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
      >
        <Icon className="size-4.5" strokeWidth={1.7} aria-hidden />
        <span className="sr-only">{label}</span>
        {Badge && <Badge />}
      </Link>
    </Tooltip>
  );
}
