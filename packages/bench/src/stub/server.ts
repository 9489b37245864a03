import { type Api, completed, startApi } from './api.ts';
import { taskId } from './task-id.ts';

/** What was submitted since it was last asked for. */
export interface Received {
  readonly submissions: number;
  /** Of their bodies. */
  readonly bytes: number;
}

/** A running stub. */
export interface Stub extends Api {
  /** Tells what was submitted, and starts counting anew. */
  take(): Received;
}

/** Starts a service whose only task is done at once. */
export async function startStub(): Promise<Stub> {
  let received: Received = { submissions: 0, bytes: 0 };
  const result = completed(taskId);
  const api = await startApi({
    accept(bytes) {
      received = { submissions: received.submissions + 1, bytes: received.bytes + bytes };
      return taskId;
    },
    task: () => result,
  });
  return {
    ...api,
    take() {
      const taken = received;
      received = { submissions: 0, bytes: 0 };
      return taken;
    },
  };
}
