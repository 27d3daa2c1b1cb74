import { DatabaseError } from "@/server/db/database-error";
import { isDatabaseThere } from "@/server/db/is-database-there";

/** What takes longer than this may wait for a database that does not answer. */
const lookEveryMs = 5_000;

/**
 * Waits for some work as long as the database answers; throws the error of one that is away where it does not: a machine
 * that hangs, or a network that drops everything, closes no connection, and whoever asked would wait for minutes. What was
 * asked may be done all the same when it is back.
 */
export async function whileDatabaseAnswers<T>(work: Promise<T>): Promise<T> {
  const hung = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const lookLater = () => {
    timer = setTimeout(() => void look(), lookEveryMs);
    timer.unref();
  };
  const look = async () => {
    const isThere = await isDatabaseThere();
    if (!isThere)
      hung.reject(new DatabaseError({ message: "The database does not answer.", code: "CONNECT_TIMEOUT" }, ""));
    else if (timer !== undefined) lookLater();
  };
  lookLater();
  try {
    return await Promise.race([work, hung.promise]);
  } finally {
    clearTimeout(timer);
    timer = undefined;
  }
}
