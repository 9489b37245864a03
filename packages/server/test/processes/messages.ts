import type { LogEntry } from '../../src/index.ts';

/** What a process of a test tells it. */
export type Message =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** An image came to the engine, or the work on it was aborted. */
  | { readonly type: 'started' | 'aborted' };

/** Tells the test that started this process. */
export function tell(message: Message): void {
  process.send?.(message);
}

/** Ends the process in good order when the test says so, or when the test is gone. */
export function closeWhenTold(close: () => Promise<void>): void {
  const end = async (): Promise<void> => {
    await close();
    process.exit();
  };
  process.once('message', end);
  process.once('disconnect', end);
}
