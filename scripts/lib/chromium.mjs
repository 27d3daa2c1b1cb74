import fs from "node:fs";
import { installPackages } from "./debian.mjs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ANY_FONT = "/usr/share/fonts/truetype";

/** @returns {Promise<string>} the path of the browser that the end-to-end tests drive; Debian's is installed if there is none */
export async function ensureChromium() {
  if (process.env.HEDDLE_CHROMIUM) return process.env.HEDDLE_CHROMIUM;
  const found = () => PLACES.find((file) => fs.existsSync(file));
  const fonts = fs.existsSync(ANY_FONT) ? [] : ["fonts-dejavu-core"];
  if (!found()) await installPackages("chromium", ...fonts);
  return found() ?? PLACES[0];
}
