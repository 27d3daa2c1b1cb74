import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { jobProgress } from "./job-progress";
import type { JobView } from "./memory-types";

export interface JobBarProps {
  job: JobView;
  /** What it works on, for the cancel button's name. */
  what: string;
  onCancel: () => void;
  className?: string;
}

/** A job's progress in numbers, with its cancel. */
export function JobBar({ job, what, onCancel, className }: JobBarProps) {
  const { label, detail, value } = jobProgress(job);
  return (
    <div className={className}>
      <div className="flex items-center gap-2">
        <Progress className="min-w-0 flex-1" label={label} detail={detail} value={value} />
        <IconButton size="sm" label={`Cancel ${what}`} icon={<X />} onClick={onCancel} className="relative" />
      </div>
    </div>
  );
}
