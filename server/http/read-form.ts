import { AppError } from "@/nodes/core/app-error";
import { type JsonObject, jsonObjectSchema } from "@/nodes/core/json";
import { readBody } from "@/server/http/read-body";

/** What a form puts around its file. */
const formOverhead = 64 * 1024;

export interface SentForm {
  readonly file: File;
  readonly metadata: JsonObject;
}

/** The field `file` of a form, and `metadata` as JSON where it is there. Throws `REQUEST_INVALID`, `LIMIT_EXCEEDED`. */
export async function readForm(request: Request, mostFileBytes: number): Promise<SentForm> {
  const type = request.headers.get("content-type") ?? "";
  const body = await readBody(request, mostFileBytes + formOverhead);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  const files = form?.getAll("file") ?? [];
  const [file] = files;
  if (!(file instanceof File))
    throw new AppError("REQUEST_INVALID", "The form has no file in the field file.", { field: "file" });
  if (files.length > 1)
    throw new AppError("REQUEST_INVALID", "The form has several files.", {
      field: "file",
      hint: "Send one request for each, so that each is told of by itself.",
    });
  return { file, metadata: readMetadata(form?.get("metadata") ?? null) };
}

function readMetadata(field: FormDataEntryValue | null): JsonObject {
  if (field === null) return {};
  try {
    return jsonObjectSchema.parse(JSON.parse(String(field))) as JsonObject;
  } catch (error) {
    throw new AppError("REQUEST_INVALID", "The field metadata is no JSON object.", { field: "metadata", cause: error });
  }
}
