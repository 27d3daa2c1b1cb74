import { test } from "vitest";
import { databaseAway } from "@/server/testing/database-away";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "runs go on when the database was away for five seconds",
  () => databaseAway({ runs: 10, awayMs: 5_000 }),
  300_000,
);
