import type { Clock } from '@detect-regions/sdk';

/** Time that runs a hundred times as fast: something real happens meanwhile, so it can't stand still. */
export const fastClock: Clock = {
  now: () => performance.now() * 100,
  setTimeout: (callback, delay) => setTimeout(callback, delay / 100),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
