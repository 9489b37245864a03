import { type Clock, systemClock } from '../clock.ts';

/** Time that runs a hundred times as fast, for tests in which something real happens meanwhile. */
export const fastClock: Clock = {
  now: () => systemClock.now() * 100,
  setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay / 100),
  clearTimeout: systemClock.clearTimeout,
};
