import { setTimeout as delay } from 'node:timers/promises';
import { drawn } from '../chaos/random.ts';
import type { Load } from './load.ts';

/** What can be killed, and comes up again. */
export interface Victim {
  kill(): Promise<void>;
  /** Resolves when it is up. */
  ready(): Promise<void>;
}

/** The longest wait behind a step of the load, in milliseconds: some tasks long. */
const LONGEST_PAUSE = 30;

/**
 * Kills all victims in turn, spread over a load: when in its share of the load each is killed, the seed decides.
 *
 * @param steps - that the load makes in all
 */
export async function killAlong(
  load: Load,
  steps: number,
  victims: readonly Victim[],
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<void> {
  const first = Math.floor(victims.length * drawn(`first of ${seed}`));
  for (let kill = 0; kill < kills; kill++) {
    const victim = victims[(first + kill) % victims.length] as Victim;
    await load.reached(Math.floor((steps * (kill + drawn(`step ${kill} of ${seed}`))) / kills));
    // One that is just coming up would hardly notice.
    await victim.ready();
    await delay(LONGEST_PAUSE * drawn(`pause ${kill} of ${seed}`));
    await victim.kill();
  }
}
