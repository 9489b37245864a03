import { type Api, completed, startApi } from './api.ts';

/** How a service works that does several tasks at a time. */
export interface Slots {
  /** How many at a time; the others wait in the order in which they came. */
  readonly slots: number;
  /** How long each takes, in milliseconds. */
  readonly serviceTime: number;
}

/** What such a service was asked for. */
export interface Asked {
  readonly submissions: number;
  readonly polls: number;
}

/** A running service. */
export interface SlotService extends Api {
  asked(): Asked;
}

/**
 * Starts a service whose tasks take time. When each is done follows from when it was accepted, so that no timer of this
 * process adds to it.
 */
export async function startSlots({ slots, serviceTime }: Slots): Promise<SlotService> {
  /** When each slot is done with all that it was given. */
  const free = new Float64Array(slots);
  const doneAt: number[] = [];
  let polls = 0;
  const api = await startApi({
    accept() {
      const slot = free.indexOf(Math.min(...free));
      const done = Math.max(free[slot] ?? 0, performance.now()) + serviceTime;
      free[slot] = done;
      return String(doneAt.push(done) - 1);
    },
    task(id) {
      polls++;
      return performance.now() >= (doneAt[Number(id)] ?? Infinity)
        ? completed(id)
        : JSON.stringify({ id, taskStatus: 'Processing', responseStatusCode: 'NotReady' });
    },
  });
  return { ...api, asked: () => ({ submissions: doneAt.length, polls }) };
}
