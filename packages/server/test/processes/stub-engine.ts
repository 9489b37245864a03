import { setTimeout as delay } from 'node:timers/promises';
import type { DetectionEngine, DetectionResult } from '../../src/index.ts';
import { tell } from './messages.ts';

/** What an engine does with every image: finds nothing, never comes back, or takes its process down. */
export type Behaviour = 'works' | 'hangs' | 'dies';

/** In milliseconds: long enough that a process which is stopped under load has something to hand back. */
const WORK = 5;

/** An engine that tells the test what it is asked for. */
export class StubEngine implements DetectionEngine {
  readonly #behaviour: Behaviour;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  async detect(...[, , options]: Parameters<DetectionEngine['detect']>): Promise<DetectionResult> {
    const signal = options?.signal;
    signal?.addEventListener('abort', () => tell({ type: 'aborted' }), { once: true });
    tell({ type: 'started' });
    if (this.#behaviour === 'dies') process.kill(process.pid, 'SIGKILL');
    const work = this.#behaviour === 'works' ? WORK : 2 ** 31 - 1;
    await delay(work, undefined, signal ? { signal } : {});
    return { width: 1, height: 1, regions: [] };
  }

  async warmUp(): Promise<void> {}
}
