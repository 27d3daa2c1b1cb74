import { test } from "vitest";
import { databaseAway } from "@/server/testing/database-away";
import { firedWhileAway } from "@/server/testing/fired-while-away";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "runs go on when the database was away for thirty seconds",
  () => databaseAway({ runs: 20, awayMs: 30_000 }),
  600_000,
);

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "a file and a time that come while the database is away start one run each",
  firedWhileAway,
  400_000,
);
