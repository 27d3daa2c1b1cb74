import { test } from "vitest";
import { chaosOnWorkers } from "@/server/testing/chaos-on-workers";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "runs of all kinds end as if nothing had happened while workers are killed",
  () => chaosOnWorkers({ runs: 14, kills: 5, everyMs: 3_000 }),
  300_000,
);
