import { AppError } from "../core/app-error";
import type { NodeRunner } from "../core/node-runner";
import type { FileWatchConfig } from "./definition";

/** Gives the file that came, and its place: the run's input. Throws for a run that no file started. */
export const runFileWatch: NodeRunner<FileWatchConfig> = ({ config, run: { input } }) => {
  if (input.file === undefined || typeof input.path !== "string")
    throw new AppError("NODE_INPUT_INVALID", "No file started this run.", {
      hint: `Publish the workflow, then put a file into ${config.folder === "" ? "the workspace folder" : config.folder}.`,
    });
  return { file: input.file, path: input.path };
};
