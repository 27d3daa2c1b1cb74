import { z } from "zod";
import { isAppError } from "../core/app-error";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import { compileGlob } from "./glob";

const fileWatchConfigSchema = z.object({
  folder: z.string().max(500).default("").describe("Below the workspace folder; empty is the workspace folder itself."),
  glob: z.string().max(200).default("*").describe("Which files: * and ? in a name, ** over folders, {a,b}."),
});
export type FileWatchConfig = z.infer<typeof fileWatchConfigSchema>;

export const fileWatchDefinition = defineNode<FileWatchConfig>({
  type: "file-watch",
  version: 1,
  title: "File watch",
  description: "Starts a run for each file that comes into a folder.",
  family: "data",
  icon: "folder-input",
  keywords: ["trigger", "folder", "directory", "drop", "upload", "inbox", "new file"],
  config: fileWatchConfigSchema,
  initialConfig: { folder: "inbox", glob: "*" },
  entry: "trigger",
  pure: () => true,
  canContinue: false,
  ports: () => ({
    inputs: [],
    outputs: [
      { name: "file", kind: "file", description: "The file as it was when the run began." },
      { name: "path", kind: "text", description: "Where it lies below the workspace folder." },
    ],
  }),
  fields: [
    {
      name: "folder",
      label: "Folder",
      input: "text",
      placeholder: "inbox",
      hint: "Below the workspace folder. It is made when you publish.",
    },
    {
      name: "glob",
      label: "Files",
      input: "text",
      placeholder: "*.pdf",
      hint: "Write *.pdf, or **/*.md for folders below.",
    },
  ],
  summary: ({ folder, glob }) => `${folder === "" ? "" : `${folder}/`}${glob}`,
  capabilities: ({ folder }) => ({ files: [folder === "" ? "*" : folder] }),
  check: ({ folder, glob }) => [...folderIssues(folder), ...globIssues(glob)],
});

/** Says what no folder below another one can be; what is really there is the server's to look at. */
function folderIssues(folder: string): ConfigIssue[] {
  if (folder === "") return [];
  const isPlain = folder.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  const message =
    "Name a folder below the workspace folder, such as inbox or inbox/invoices, without .. and without / at an end.";
  return isPlain && !/[\\\p{Cc}]|^[A-Za-z]:/u.test(folder) ? [] : [{ field: "folder", message }];
}

function globIssues(glob: string): ConfigIssue[] {
  try {
    compileGlob(glob);
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [{ field: "glob", message: `${error.userMessage} ${error.hint ?? ""}`.trim() }];
  }
}
