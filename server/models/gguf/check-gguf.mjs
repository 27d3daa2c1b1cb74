// Loads a GGUF file in a process of its own and ends with 0, or with 1 and the reason: llama.cpp aborts its whole process
// on some damaged files. Plain JavaScript, since it is started by path: node check-gguf.mjs FILE
import process from "node:process";
import { getLlama, InsufficientMemoryError } from "node-llama-cpp";

const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, logger() {} });
try {
  const model = await llama.loadModel({ modelPath: process.argv[2], gpuLayers: 0 });
  await model.dispose();
} catch (error) {
  // Whether there is room is found out where the file is used.
  if (!(error instanceof InsufficientMemoryError)) {
    process.stdout.write(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
await llama.dispose();
process.exit();
