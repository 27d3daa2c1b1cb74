import { readGgufFileInfo } from "node-llama-cpp";
import type { ModelEntry } from "../model-entry";
import { findGgufFile } from "./find-gguf-file";
import { defaultContext } from "./loaded-models";

/** Tokens of the context that a file gets when it is loaded, read from its first bytes. */
export async function ggufContext(entry: ModelEntry): Promise<number | undefined> {
  const { path } = await findGgufFile(entry);
  const { metadata, architectureMetadata } = await readGgufFileInfo(path, {
    readTensorInfo: false,
    logWarnings: false,
  });
  const trained = architectureMetadata.context_length;
  return metadata === undefined || trained === undefined ? undefined : Math.min(defaultContext, trained);
}
