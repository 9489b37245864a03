import { type OperationId, operations } from '@detect-regions/spec';
import type { SentImage } from '../../journal/submissions.ts';
import type { CallBudget } from './call-budget.ts';

/** A call that is billed: all but that for a token. */
export type BilledOperation = Exclude<OperationId, 'postToken'>;

/** What each billed operation is called on the command line. */
export const billedNames: Readonly<Record<BilledOperation, string>> = {
  postDetectRegions: 'submit',
  getDetectRegions: 'result',
  getTaskStatus: 'status',
  cancelDetectRegions: 'cancel',
};

/** What the gate stands between. */
export interface GateOptions {
  readonly budget: CallBudget;
  /** Notes a call that is about to be made; it is made when the promise resolves. */
  readonly count: (operation: BilledOperation) => Promise<void>;
  /** Is told, before the request is refused, that the budget is used up. */
  readonly refused: () => void;
  /** The image that the running call is about. */
  readonly current: () => SentImage | undefined;
}

/** Answers by which a service says that it surely has not accepted the image. */
const refusals: ReadonlySet<number> = new Set([401, 429, 503]);

/**
 * A fetch that makes no billed call beyond a budget: it stands before the network itself, so that retries and polls
 * are counted, whoever makes them. It also notes what has been sent for which image.
 */
export function gatedFetch({ budget, count, refused, current }: GateOptions): typeof fetch {
  return async (input, init) => {
    const operation = operationOf(String(input), init?.method);
    // Neither a token nor the download of an image is billed.
    if (operation === undefined || operation === 'postToken') return fetch(input, init);
    if (!budget.spend()) {
      refused();
      throw new Error('The budget of calls is used up.');
    }
    await count(operation);
    init?.signal?.throwIfAborted();
    const image = current();
    if (image === undefined) return fetch(input, init);
    if (operation === 'getDetectRegions') image.polls++;
    if (operation !== 'postDetectRegions') return fetch(input, init);
    image.sent = true;
    const response = await fetch(input, init);
    if (refusals.has(response.status)) image.sent = false;
    return response;
  };
}

const rows = Object.values(operations);

function operationOf(url: string, method = 'GET'): OperationId | undefined {
  const { pathname } = new URL(url);
  const row = rows.find((each) => each.method === method && pathname.endsWith(each.path));
  return row?.operationId as OperationId | undefined;
}
