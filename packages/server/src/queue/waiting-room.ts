/** Where those wait who would claim a task, while there is none. */
export class WaitingRoom {
  readonly #waiting = new Set<() => void>();

  /** Waits until all are woken, or the signal is aborted. */
  async wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    this.#waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  }

  /** All, not one: the one might just have been told to stop. */
  wakeAll(): void {
    for (const wake of this.#waiting) wake();
  }
}
