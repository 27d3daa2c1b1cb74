import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The machine's Chromium, without a window and without a GPU. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.HEDDLE_CHROMIUM ?? places.find((file) => existsSync(file)),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
  });
}
