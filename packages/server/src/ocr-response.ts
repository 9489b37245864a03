import type { ResponseStatusCode, TaskStatus } from '@detect-regions/spec';
import type { TaskOutcome, TaskSnapshot } from './queue/task-queue.ts';

/** A task as the API tells it (schema `OCRResponse`): members without content are left out, never null. */
export interface OcrResponse {
  readonly id: string;
  readonly taskStatus: TaskStatus;
  readonly responseStatusCode: ResponseStatusCode;
  readonly results?: readonly { readonly type: 'Other'; readonly data: string }[];
  readonly error?: { readonly messages?: readonly string[]; readonly warnings?: readonly string[] };
}

/**
 * Words a task for the API.
 *
 * @param id - as the caller gave it
 * @param task - undefined for a task that does not exist, or no longer
 */
export function ocrResponse(id: string, task: TaskSnapshot | TaskOutcome | undefined): OcrResponse {
  if (!task) return { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' };
  switch (task.status) {
    case 'Pending':
    case 'Processing':
      return { id, taskStatus: task.status, responseStatusCode: 'NotReady' };
    case 'Error':
      return { id, taskStatus: 'Error', responseStatusCode: 'Error', error: { messages: task.messages } };
    case 'Completed':
      return {
        id,
        taskStatus: 'Completed',
        responseStatusCode: 'Ok',
        ...('data' in task ? { results: [{ type: 'Other', data: task.data }] } : {}),
        ...(task.warnings.length > 0 ? { error: { warnings: task.warnings } } : {}),
      };
  }
}
