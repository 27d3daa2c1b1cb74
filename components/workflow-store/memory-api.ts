import { AppError } from "@/nodes/core/app-error";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges } from "@/nodes/core/workflow-change";
import type { ChangeRequest, WorkflowApi, WorkflowUpdate } from "./workflow-api";

/** A server of one workflow in memory that keeps the contract of the real one: for tests and for the canvas bench. */
export class MemoryWorkflowApi implements WorkflowApi {
  document: Workflow;
  readonly updates: WorkflowUpdate[] = [];
  readonly requests: ChangeRequest[] = [];
  /** While set, every call fails with it. */
  failure: AppError | undefined;
  onUpdate: (update: WorkflowUpdate) => void = () => {};

  constructor(document: Workflow) {
    this.document = document;
  }

  async get() {
    this.#check();
    return { revision: this.updates.length, document: structuredClone(this.document) };
  }

  async change(request: ChangeRequest) {
    this.#check();
    this.requests.push(request);
    const isRepeated = this.updates.some((update) => update.changeId === request.changeId);
    if (!isRepeated) this.#store(structuredClone(request));
    return { revision: this.updates.length, updates: structuredClone(this.updates.slice(request.baseRevision)) };
  }

  #store({ origin, changeId, changes }: ChangeRequest): void {
    const { workflow, applied } = applyChanges(this.document, changes);
    this.document = workflow;
    const update = { revision: this.updates.length + 1, origin, changeId, changes: applied };
    this.updates.push(update);
    this.onUpdate(update);
  }

  #check(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}

/** What a browser sees of a server that is away. */
export function serverAway(): AppError {
  return new AppError("NETWORK_FAILED", "The Heddle server does not answer.");
}
