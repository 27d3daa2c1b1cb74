import { test } from "vitest";
import { askedWhileAway } from "@/server/testing/asked-while-away";
import { databaseAway } from "@/server/testing/database-away";

test.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  "runs go on when the database was away for five seconds",
  () => databaseAway({ runs: 10, awayMs: 5_000 }),
  300_000,
);

test.skipIf(process.env.TEST_DATABASE_URL === undefined).each(["killed", "hangs"] as const)(
  "who asks while the database is away (it %s) is told so, and what is sent again starts one run",
  askedWhileAway,
  120_000,
);
