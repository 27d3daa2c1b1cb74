import { test } from "vitest";
import { chaosEmbedded } from "@/server/testing/chaos-embedded";

test(
  "fifty runs of all kinds end as if nothing had happened while the one server is killed twenty times",
  () => chaosEmbedded({ runs: 50, kills: 20 }),
  900_000,
);
