import { test } from "vitest";
import { chaosEmbedded } from "@/server/testing/chaos-embedded";

test(
  "runs of all kinds end as if nothing had happened while the one server is killed",
  () => chaosEmbedded({ runs: 10, kills: 4 }),
  300_000,
);
