import { AppError } from "@/nodes/core/app-error";
import type { Attachment } from "@/server/conversations/message";
import { getFile } from "@/server/files/get-file";

/** Characters of attached text that go into a message whole. */
export const mostAttachedText = 60_000;
export const mostAttachments = 10;

/** Uploads as a message carries them, with their text. Throws for what no model could read whole. */
export async function attachFiles(workspaceId: string, fileIds: readonly string[]): Promise<Attachment[]> {
  if (fileIds.length > mostAttachments)
    throw new AppError("LIMIT_EXCEEDED", `A message has at most ${mostAttachments} files.`, { field: "files" });
  const attached: Attachment[] = [];
  let characters = 0;
  for (const fileId of fileIds) {
    const { name, mediaType, size, content } = await getFile(workspaceId, fileId);
    if (!mediaType.startsWith("text/") && mediaType !== "application/json") throw notText(name, mediaType);
    const text = content.toString("utf8");
    characters += text.length;
    if (characters > mostAttachedText) throw tooLong(name);
    attached.push({ fileId, name, mediaType, size, text });
  }
  return attached;
}

function notText(name: string, mediaType: string): AppError {
  return new AppError("REQUEST_INVALID", `${name} is no text (${mediaType}), and a message takes text files alone.`, {
    field: "files",
    hint: "Add it to a collection on the Memory page: there files are read and searched.",
  });
}

function tooLong(name: string): AppError {
  const most = mostAttachedText.toLocaleString("en-US");
  return new AppError("LIMIT_EXCEEDED", `With ${name} the attached text has more than ${most} characters.`, {
    field: "files",
    hint: "Add it to a collection on the Memory page: there it is searched instead of being sent whole.",
  });
}
