import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import pino from "pino";
import type { RollingFile } from "pino-roll";
import buildRollingFile from "pino-roll";
import { env } from "@/server/env";
import { singleton } from "@/server/singleton";

/** A log file is closed at this size; with the newest ten of them a log takes 110 MB at most. */
const fileSize = "10m";
const keptFiles = 10;

const secretFields = ["apiKey", "api_key", "authorization", "cookie", "password", "secret", "token", "secretKey"];

/** Fields that never reach a log, wherever they stand up to three levels deep. */
const redacted = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.headers["${field}"]`]);

/**
 * The log of this process: one JSON object a line, to standard output and to files in `logs` of the data folder that
 * roll over by day and size. Say what happened in the message, and put what varies into the object before it.
 */
export function logger(): Logger {
  return singleton("logger", () => {
    const { logLevel, dataDir } = env();
    const streams = pino.multistream<pino.Level>([{ level: "debug", stream: process.stdout }]);
    if (logLevel !== "silent") {
      const folder = join(/* turbopackIgnore: true */ dataDir, "logs");
      streams.add({ level: "debug", stream: new LogFile(openFile(folder)) });
    }
    return pino(
      {
        level: logLevel,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label === "warn" ? "warning" : label }) },
        redact: { paths: redacted, censor: "[removed]" },
      },
      streams,
    );
  });
}

/** Keeps the first lines until the file is open. */
class LogFile {
  #early: string[] | undefined = [];
  #file: RollingFile | undefined;

  constructor(opening: Promise<RollingFile | undefined>) {
    void opening.then((file) => {
      this.#file = file;
      for (const line of this.#early ?? []) file?.write(line);
      this.#early = undefined;
    });
  }

  write(line: string): void {
    if (this.#early !== undefined) this.#early.push(line);
    else this.#file?.write(line);
  }
}

/** A log without its file is still a log: a folder that cannot be written is said once, and nothing else fails. */
async function openFile(folder: string): Promise<RollingFile | undefined> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = await buildRollingFile({
      file: join(/* turbopackIgnore: true */ folder, "heddle"),
      extension: ".log",
      frequency: "daily",
      dateFormat: "yyyy-MM-dd",
      size: fileSize,
      limit: { count: keptFiles, removeOtherLogFiles: true },
      mode: 0o600,
      sync: false,
    });
    file.on("error", (error: Error) => process.stderr.write(`The log file cannot be written: ${error.message}\n`));
    return file;
  } catch (error) {
    process.stderr.write(`Logs go to standard output only, ${folder} cannot be written: ${String(error)}\n`);
    return undefined;
  }
}
