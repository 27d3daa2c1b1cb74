/** A statement that the database refused, in one shape for both databases. `code` is the SQLSTATE, such as `23505`. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** The start of the statement. */
  readonly statement: string;

  constructor(source: DatabaseErrorSource, statement: string) {
    super(source.message);
    this.name = "DatabaseError";
    this.code = source.code;
    this.detail = source.detail;
    this.table = source.table;
    this.constraint = source.constraint;
    this.statement = statement.slice(0, 500);
  }
}

export interface DatabaseErrorSource {
  readonly message: string;
  readonly code: string;
  readonly detail?: string;
  readonly table?: string;
  readonly constraint?: string;
}

/** Whether a row with this key is there already; with `constraint`, whether it was that index or constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = databaseErrorOf(error);
  return found?.code === "23505" && (constraint === undefined || found.constraint === constraint);
}

/** The database's own error behind what was thrown: drizzle wraps it. */
export function databaseErrorOf(error: unknown): DatabaseError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current.name === "DatabaseError") return current as DatabaseError;
  }
  return undefined;
}
