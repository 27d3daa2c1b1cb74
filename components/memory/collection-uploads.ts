import { sendDocument } from "./send-document";
import { UploadQueue } from "./upload-queue";

const queues = new Map<string, UploadQueue>();

/** The uploads of a collection, one queue for the tab: leaving its page stops nothing. */
export function collectionUploads(collectionId: string): UploadQueue {
  const there = queues.get(collectionId);
  if (there !== undefined) return there;
  const queue = new UploadQueue((file, options) => sendDocument(collectionId, file, options));
  queues.set(collectionId, queue);
  return queue;
}
