/** A trigger as the database has it. */
export interface TriggerRow {
  readonly workflow_id: string;
  readonly node_id: string;
  readonly workspace_id: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
  readonly path: string | null;
  readonly method: string | null;
  readonly is_paused: boolean;
  readonly next_at: Date | null;
  readonly next_key: string;
  readonly last_at: Date | null;
  readonly last_run_id: string | null;
  readonly last_error: string | null;
  readonly problem: string | null;
  readonly watched_since: Date | null;
  readonly created_at: Date;
}
