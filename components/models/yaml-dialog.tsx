"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { downloadText } from "@/components/ui/download-text";
import { ErrorNote } from "@/components/ui/error-note";
import { Skeleton } from "@/components/ui/skeleton";

/** All models in the shape of models.yaml, to copy or to save. */
export function YamlDialog({ onClose }: { onClose: () => void }) {
  const yaml = useQuery(useTRPC().models.yaml.queryOptions(undefined, { staleTime: 0 }));
  const text = yaml.data?.text;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="models.yaml"
      description="Every model of this list as a file: put it beside another Heddle, and it has the same models. Keys are left out."
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            icon={<Download />}
            disabled={text === undefined}
            onClick={() => text !== undefined && downloadText("models.yaml", text, "application/yaml")}
          >
            Download
          </Button>
        </>
      }
    >
      {yaml.isPending && <Skeleton className="h-40" />}
      {yaml.isError && <ErrorNote title={appErrorOf(yaml.error).message} hint={appErrorOf(yaml.error).hint} />}
      {text !== undefined && <CodeBlock code={text} language="yaml" />}
    </Dialog>
  );
}
