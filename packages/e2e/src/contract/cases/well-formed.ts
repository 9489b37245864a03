import type { OperationId } from '@detect-regions/spec';
import type { Answer, Calling, Talk } from '../talk.ts';

/** Operations that are about a task, which their query names. */
export const aboutTask = ['getDetectRegions', 'getTaskStatus', 'cancelDetectRegions'] as const;

/** Operations that tell how a task stands. */
export const asking = ['getDetectRegions', 'getTaskStatus'] as const;

/** Calls an operation as it should be called: the id of the task is one that nobody knows. */
export function wellFormed(talk: Talk, operationId: OperationId, calling: Calling = {}): Promise<Answer> {
  switch (operationId) {
    case 'postToken':
      return talk.askToken();
    case 'postDetectRegions':
      return talk.submit(undefined, calling);
    default:
      return talk.call(operationId, { query: { id: 'nobody-knows-it' }, ...calling });
  }
}
