import { open } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import { projectRoot } from "@/server/project-root";
import type { ModelEntry } from "../model-entry";

export interface GgufFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** The folder that relative paths start in. */
export function modelsFolder(): string {
  return join(/* turbopackIgnore: true */ projectRoot(), "models");
}

/** Finds an entry's file and looks at its first bytes. Throws `MODEL_UNAVAILABLE` with what to do. */
export async function findGgufFile(entry: ModelEntry): Promise<GgufFile> {
  const given = entry.path ?? "";
  const path = isAbsolute(given) ? given : join(/* turbopackIgnore: true */ modelsFolder(), given);
  const refuse = (what: string, hint: string, cause?: unknown) =>
    new AppError("MODEL_UNAVAILABLE", `The model "${entry.id}" cannot be loaded: ${what}.`, {
      field: "path",
      hint,
      retryable: false,
      cause,
    });
  const file = await open(/* turbopackIgnore: true */ path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT")
      throw refuse(
        `there is no file ${given}`,
        "Put the file into the folder models/, or correct the path of the model.",
        error,
      );
    throw refuse(
      `${given} cannot be read (${error.code ?? error.message})`,
      "Check the permissions of the file.",
      error,
    );
  });
  try {
    const [info, { buffer, bytesRead }] = await Promise.all([
      file.stat(),
      file.read(Buffer.alloc(4), 0, 4, 0).catch(() => ({ buffer: Buffer.alloc(0), bytesRead: 0 })),
    ]);
    if (!info.isFile() || bytesRead < 4 || buffer.toString("latin1") !== "GGUF") {
      throw refuse(
        `${given} is not a GGUF file`,
        "Download the model in the GGUF format; a page that was saved by a browser is not the file.",
      );
    }
    return { path, sizeBytes: info.size, stamp: `${info.size} ${info.mtimeMs}` };
  } finally {
    await file.close();
  }
}
