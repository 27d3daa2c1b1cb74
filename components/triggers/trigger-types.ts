import type { ApiOutputs } from "@/components/api/types";

/** A trigger of a published version, as the server lists it. */
export type LiveTrigger = ApiOutputs["triggers"]["list"]["items"][number];

export const triggerKey = ({ workflowId, nodeId }: LiveTrigger) => `${workflowId}.${nodeId}`;

type Config = Readonly<Record<string, unknown>>;

/** A text of a config that came over the wire, or that a person is typing. */
export function textIn(config: Config | undefined, name: string): string {
  const value = config?.[name];
  return typeof value === "string" ? value : "";
}

/** What a trigger listens to, in a few words: "POST /api/hooks/orders", "0 9 * * 1-5", "inbox/*.pdf". */
export function triggerSubject(type: string, config: Config | undefined): string {
  if (type === "webhook") return `${textIn(config, "method") || "POST"} /api/hooks/${textIn(config, "path")}`;
  if (type === "schedule") return `${textIn(config, "cron")} ${textIn(config, "timezone")}`.trim();
  if (type === "file-watch") {
    const folder = textIn(config, "folder");
    return `${folder === "" ? "" : `${folder}/`}${textIn(config, "glob")}`;
  }
  return type === "chat" ? "Messages of its chat" : type;
}

/** When one fires that has no times of its own. */
export const firesWhen: Readonly<Record<string, string>> = {
  webhook: "when it is called",
  "file-watch": "when a file comes",
  chat: "with each message",
};
