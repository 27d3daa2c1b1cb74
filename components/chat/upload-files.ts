import { appErrorOf } from "@/components/api/app-error-of";

export interface UploadedFile {
  readonly fileId: string;
  readonly name: string;
}

/** Stores a file; throws a sentence where it is refused. */
export async function uploadFile(file: File): Promise<UploadedFile> {
  const body = new FormData();
  body.append("file", file);
  const response = await fetch("/api/v1/files", { method: "POST", body });
  const answer = (await response.json()) as UploadedFile & { detail?: string };
  if (!response.ok) throw new Error(answer.detail ?? `${file.name} was not taken.`);
  return answer;
}

export function uploadProblem(error: unknown): string {
  return error instanceof Error ? error.message : appErrorOf(error).message;
}
