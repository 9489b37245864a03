import { getEventListeners } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@detect-regions/sdk';

/** What a process holds open, as far as it is of interest here. */
export interface Handles {
  /** Descriptors of one file. */
  readonly files: number;
  /** Timers of the client that have neither fired nor been cleared. */
  readonly timers: number;
  /** Timers of any origin that keep the process alive. */
  readonly liveTimers: number;
  /** Listeners for the abort of the callers' signals. */
  readonly listeners: number;
  readonly sockets: number;
}

/** Whether the descriptors of a process can be listed: on Linux. */
export const canListDescriptors: boolean = process.platform === 'linux';

/** What the descriptors of this process stand for: paths, `socket:[…]`, `pipe:[…]`. */
function descriptors(): string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      // The one by which the folder was read is closed by now.
      return [];
    }
  });
}

/** How many sockets this process has. */
export function countSockets(): number {
  return descriptors().filter((target) => target.startsWith('socket:')).length;
}

/** Counts the handles of this process. */
export class HandleCount {
  readonly #path: string;
  readonly #sockets = countSockets();
  readonly #timers = new Set<unknown>();
  readonly #signals: AbortSignal[] = [];

  /** @param path - the file whose descriptors count */
  constructor(path: string) {
    this.#path = path;
  }

  /** The runtime's clock; its timers count. */
  readonly clock: Clock = {
    now: () => performance.now(),
    setTimeout: (callback, duration) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        callback();
      }, duration);
      this.#timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => {
      this.#timers.delete(timer);
      clearTimeout(timer as NodeJS.Timeout);
    },
  };

  /** A signal whose listeners count. */
  watch(signal: AbortSignal): AbortSignal {
    this.#signals.push(signal);
    return signal;
  }

  /** What there is at this moment. */
  now(): Handles {
    return {
      files: descriptors().filter((target) => target === this.#path).length,
      timers: this.#timers.size,
      liveTimers: process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length,
      listeners: this.#signals.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0),
      sockets: countSockets() - this.#sockets,
    };
  }

  /** How many sockets are left once none is, or after so many milliseconds. */
  async socketsAfter(limit: number): Promise<number> {
    const end = performance.now() + limit;
    while (this.now().sockets > 0 && performance.now() < end) await delay(100);
    return this.now().sockets;
  }
}
