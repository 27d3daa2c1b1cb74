import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const asRoot = process.getuid?.() === 0;
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One server and one browser after another: the tests share two cores with both.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.HEDDLE_CHROMIUM ?? places.find((file) => existsSync(file)),
      chromiumSandbox: !asRoot,
      // Without these the browser asks the internet for its own updates at every start.
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
