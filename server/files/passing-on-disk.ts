/** What the system lacks or meets for a moment: open files, memory, a disk or a network share that does not answer. */
const passing = new Set(["EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EBUSY", "EIO", "ESTALE", "EINTR", "ETIMEDOUT"]);

/** Whether the file system may do later, without anybody changing anything, what it refused now. */
export function isPassingOnDisk(error: unknown): boolean {
  return passing.has(String((error as { code?: unknown } | null)?.code));
}

/** Whether the file system says that there is nothing, and not only that it cannot be looked at. */
export function isAbsent(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOENT" || code === "ENOTDIR";
}
