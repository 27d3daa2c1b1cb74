import { Badge } from "@/components/ui/badge";
import { type CallView, type RequestView, refilledAddress } from "@/nodes/core/call-view";

export interface CallNoteProps {
  call: CallView;
  /** The arguments where a person changed them; undefined where they are as the model wrote them. */
  changed: unknown;
}

/** What a call would do: the tool, what it is for, and where a request goes. */
export function CallNote({ call, changed }: CallNoteProps) {
  const { title, typeTitle, does, request } = call;
  return (
    <section aria-label="What the call does" className="grid grid-cols-1 gap-1.5 rounded-lg border px-3 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-words font-medium">{title}</span>
        {title !== typeTitle && <Badge>{typeTitle}</Badge>}
      </p>
      <p className="line-clamp-4 text-pretty break-words text-dim text-sm">{does}</p>
      {request && <Request request={request} changed={changed} />}
    </section>
  );
}

function Request({ request, changed }: { request: RequestView; changed: unknown }) {
  const { method, template } = request;
  const address = changed === undefined ? request.address : refilledAddress(request, changed);
  return (
    <>
      <p className="max-h-24 overflow-y-auto break-all [font-variant-ligatures:none] rounded-md bg-canvas px-2.5 py-1.5 font-mono text-sm/5">
        <b className="font-semibold">{method}</b> {address ?? template}
      </p>
      {address === undefined && template.includes("{") && (
        <p className="text-faint text-sm">What stands in braces is filled in when the call is made.</p>
      )}
    </>
  );
}
