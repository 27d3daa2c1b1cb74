import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import type { SendOptions } from "./upload-queue";

/** Brings a file to a collection. `fetch` tells nothing of what is sent so far, so it goes the older way. */
export function sendDocument(collectionId: string, file: File, { signal, onProgress }: SendOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", `/api/v1/memory/${encodeURIComponent(collectionId)}/documents`);
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onload = () => (request.status < 300 ? resolve() : reject(errorOf(request.responseText)));
    request.onerror = () => reject(appErrorOf(new TypeError("The request failed on its way.")));
    request.onabort = () => reject(appErrorOf(new DOMException("stop", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

/** The public interface answers with problem details. */
export function errorOf(body: string): ClientError {
  try {
    const { code, detail, title, hint } = JSON.parse(body) as Partial<Record<string, string>>;
    const message = detail ?? title;
    if (message !== undefined)
      return { code: (code ?? "INTERNAL") as ClientError["code"], message, ...(hint === undefined ? {} : { hint }) };
  } catch {
    // Whatever answered, it was not the interface.
  }
  return { code: "INTERNAL", message: "The server answered with something else than expected." };
}
