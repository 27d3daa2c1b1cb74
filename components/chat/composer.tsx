"use client";

import { ArrowUp, FileText, Paperclip, Square, X } from "lucide-react";
import { type ClipboardEvent, type Ref, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { isSendKey } from "./send-key";
import { type UploadedFile, uploadFile, uploadProblem } from "./upload-files";

export interface ComposerProps {
  partnerName: string;
  /** Why nothing can be said here. */
  isDisabled: boolean;
  isAnswering: boolean;
  inputRef: Ref<HTMLTextAreaElement>;
  /** Resolves when it was sent; rejects where it was refused, and what was typed stays. */
  onSend: (message: string, files: readonly string[]) => Promise<unknown>;
  onStop: () => void;
  onEditLast: () => void;
}

/** Where a message is typed. Files are dropped on it, pasted, or chosen. */
export function Composer(props: ComposerProps) {
  const { partnerName, isDisabled, isAnswering, inputRef, onSend, onStop, onEditLast } = props;
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [uploading, setUploading] = useState(0);
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const canSend = !isDisabled && !isAnswering && uploading === 0 && (text.trim() !== "" || files.length > 0);

  async function add(added: Iterable<File>) {
    for (const file of added) {
      setUploading((count) => count + 1);
      try {
        const stored = await uploadFile(file);
        setFiles((before) => [...before, stored]);
      } catch (error) {
        toast.failed(uploadProblem(error), { id: "upload" });
      }
      setUploading((count) => count - 1);
    }
  }

  async function send() {
    if (!canSend) return;
    const [typed, attached] = [text, files];
    setText("");
    setFiles([]);
    try {
      await onSend(
        typed,
        attached.map(({ fileId }) => fileId),
      );
    } catch {
      setText(typed);
      setFiles(attached);
    }
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    void add(pasted);
  }

  return (
    <form
      aria-label="Message"
      className={cn(
        "grid gap-1.5 rounded-lg border border-line-strong bg-raised p-2 focus-within:border-accent",
        isOver && "border-accent bg-hover",
      )}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        void add(event.dataTransfer.files);
      }}
    >
      {(files.length > 0 || uploading > 0) && (
        <ul aria-label="Files" className="flex flex-wrap gap-1.5">
          {files.map((file) => (
            <li key={file.fileId} className="flex items-center gap-1 rounded-md border bg-panel pl-2 text-sm">
              <FileText className="size-3.5 text-dim" aria-hidden />
              {file.name}
              <IconButton
                size="sm"
                label={`Remove ${file.name}`}
                icon={<X />}
                onClick={() => setFiles((before) => before.filter((one) => one !== file))}
              />
            </li>
          ))}
          {uploading > 0 && <li className="text-dim text-sm">Uploading…</li>}
        </ul>
      )}
      <textarea
        ref={inputRef}
        aria-label="Message"
        rows={1}
        value={text}
        disabled={isDisabled}
        placeholder={isDisabled ? "Nothing can be said here." : `Message ${partnerName}`}
        className="field-sizing-content max-h-60 min-h-6 w-full resize-none bg-transparent px-1 leading-relaxed outline-none placeholder:text-faint"
        onChange={(event) => setText(event.target.value)}
        onPaste={onPaste}
        onKeyDown={(event) => {
          if (event.key === "Escape" && isAnswering) onStop();
          if (event.key === "ArrowUp" && text === "" && !isAnswering) {
            event.preventDefault();
            onEditLast();
          }
          if (!isSendKey(event)) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className="flex items-center gap-1">
        <IconButton
          label="Attach text files"
          icon={<Paperclip />}
          disabled={isDisabled}
          onClick={() => chooser.current?.click()}
        />
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          aria-label="Files"
          onChange={(event) => {
            void add(event.target.files ?? []);
            event.target.value = "";
          }}
        />
        <span className="ml-auto text-faint text-sm max-md:hidden">Enter sends, Shift+Enter makes a line</span>
        {isAnswering ? (
          <IconButton variant="default" label="Stop" kbd="escape" icon={<Square />} onClick={onStop} />
        ) : (
          <button
            type="submit"
            aria-label="Send"
            disabled={!canSend}
            className="grid size-7 place-items-center rounded-md bg-accent text-accent-ink hover:bg-accent-strong disabled:opacity-50"
          >
            <ArrowUp className="size-4" aria-hidden />
          </button>
        )}
      </div>
    </form>
  );
}
