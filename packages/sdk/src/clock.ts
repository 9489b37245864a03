/** Where time comes from. Injected, so that tests of schedules need no waiting. */
export interface Clock {
  /** Milliseconds since some fixed moment; never runs backwards. */
  now(): number;
  /** Calls `callback` once, after `delay` milliseconds. */
  setTimeout(callback: () => void, delay: number): unknown;
  /** Takes back a call of `setTimeout`. */
  clearTimeout(handle: unknown): void;
}

/** The runtime's own time. Its timers are looked up at each call, so that fake ones installed later count. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (handle) => clearTimeout(handle as Parameters<typeof clearTimeout>[0]),
};
