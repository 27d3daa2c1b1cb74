import { test } from "vitest";
import { databaseAway } from "@/server/testing/database-away";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "runs go on when the database was away for thirty seconds",
  () => databaseAway({ runs: 20, awayMs: 30_000 }),
  600_000,
);
