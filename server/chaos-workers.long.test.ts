import { test } from "vitest";
import { chaosOnWorkers } from "@/server/testing/chaos-on-workers";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "fifty runs of all kinds end as if nothing had happened while workers are killed twenty times",
  () => chaosOnWorkers({ runs: 50, kills: 20, everyMs: 3_000 }),
  900_000,
);
