/** Hands a text to the browser as a file to save. */
export function downloadText(fileName: string, text: string, mediaType = "application/json"): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the text by its next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
