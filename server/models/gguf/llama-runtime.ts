import { availableParallelism } from "node:os";
import type { Llama } from "node-llama-cpp";
import { AppError } from "@/nodes/core/app-error";
import { logger } from "@/server/logger";
import { forgetSingleton, singleton } from "@/server/singleton";

/** The native library, loaded at the first use of a GGUF file: servers without one never load it. */
export function llamaRuntime(gpu: "off" | "auto"): Promise<Llama> {
  const name = `llama-${gpu}`;
  return singleton(name, () => {
    const loading = load(gpu);
    loading.catch(() => forgetSingleton(name));
    return loading;
  });
}

async function load(gpu: "off" | "auto"): Promise<Llama> {
  try {
    const { getLlama } = await import("node-llama-cpp");
    return await getLlama({
      gpu: gpu === "off" ? false : "auto",
      // Only what npm installed: nothing is compiled or downloaded behind the person's back.
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: availableParallelism(),
      logger: (level, message) => logger().debug({ llama: level }, message.trim()),
    });
  } catch (error) {
    throw new AppError(
      "MODEL_UNAVAILABLE",
      "GGUF files cannot run here: node-llama-cpp has no binary for this machine.",
      {
        hint:
          gpu === "auto"
            ? "Put the GPU packages of node-llama-cpp back as the README says, or set gpu to off."
            : "Run npm ci with optional dependencies, or use a model server instead.",
        retryable: false,
        cause: error,
      },
    );
  }
}
