import { AppError } from "../core/app-error";
import { compileLinear } from "../core/linear-regex";

/** Whether a path below the watched folder, with slashes between its parts, is meant. */
export type PathMatcher = (path: string) => boolean;

const longestGlob = 200;

/**
 * A glob as a function, in time linear in the path: `*` and `?` within a part, `**` over parts, `{a,b}`. Names that begin
 * with a dot are never meant: they are what programs keep for themselves. Throws `NODE_CONFIG_INVALID` for what is none.
 */
export function compileGlob(glob: string): PathMatcher {
  if (glob === "") throw invalidGlob("it is empty; * means every file");
  if (glob.length > longestGlob) throw invalidGlob(`it has more than ${longestGlob} characters`);
  const pattern = compileLinear(new RegExp(`^${glob.split("/").map(partPattern).join("")}$`));
  return (path) => !/(^|\/)\./.test(path) && pattern.matches(path);
}

/** Whether files in folders below the watched one can be meant. */
export function reachesSubfolders(glob: string): boolean {
  return glob.includes("/") || glob === "**";
}

/** One part with the slash behind it; `**` may stand for no part at all. */
function partPattern(part: string, i: number, parts: readonly string[]): string {
  const isLast = i === parts.length - 1;
  if (part === "**") return isLast ? ".+" : "(?:[^/]+/)*";
  if (part === "" || part === "." || part === "..") throw invalidGlob("each part between slashes needs a name");
  if (part.includes("**")) throw invalidGlob("** stands alone between slashes");
  return `${inPart(part)}${isLast ? "" : "/"}`;
}

function inPart(part: string): string {
  let depth = 0;
  const pattern = [...part].map((char) => {
    if (char === "{") {
      depth += 1;
      return "(?:";
    }
    if (char === "}") {
      depth -= 1;
      if (depth < 0) throw invalidGlob("a } has no { before it");
      return ")";
    }
    if (char === "," && depth > 0) return "|";
    if (char === "*") return "[^/]*";
    if (char === "?") return "[^/]";
    return char.replace(/[\\^$.|+()[\]]/, "\\$&");
  });
  if (depth > 0) throw invalidGlob("a { has no } behind it");
  return pattern.join("");
}

function invalidGlob(reason: string): AppError {
  return new AppError("NODE_CONFIG_INVALID", `This pattern cannot be read: ${reason}.`, {
    field: "glob",
    hint: "Write *.pdf, *.{csv,tsv}, or **/*.md for the folders below as well.",
  });
}
