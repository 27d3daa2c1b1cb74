const sentences: Readonly<Record<string, string>> = {
  "for-each": "Drop nodes here. They run once for each item.",
  while: "Drop nodes here. They run again as long as the condition holds.",
  try: "Drop nodes here. When one of them fails, the run goes on from the error port.",
};

/** What an empty container says of what it is for. */
export function emptyFrameHelp(type: string): string {
  return sentences[type] ?? "Drop nodes here.";
}
