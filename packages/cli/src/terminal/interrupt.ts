import { type ExitCode, exitCodes } from '../report/exit-codes.ts';

const codes = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;

/** The process's signals as an AbortSignal. Disposing of it gives the signals back to Node. */
export interface Interrupt extends Disposable {
  /** Aborted by the first Ctrl-C or SIGTERM, or by {@link stop}. */
  readonly signal: AbortSignal;
  /** What to exit with when a signal came; `undefined` when none did. */
  exitCode(): ExitCode | undefined;
  /** Ends the work for another reason, such as a reader that went away; that is no failure. */
  stop(): void;
}

/** Listens for Ctrl-C and SIGTERM: the first lets work end in order, the second ends the process at once. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let code: ExitCode | undefined;
  const listen = (name: 'SIGINT' | 'SIGTERM'): void => {
    if (code !== undefined) process.exit(codes[name]);
    code = codes[name];
    controller.abort();
  };
  process.on('SIGINT', listen);
  process.on('SIGTERM', listen);
  return {
    signal: controller.signal,
    exitCode: () => code,
    stop: () => controller.abort(),
    [Symbol.dispose](): void {
      process.off('SIGINT', listen);
      process.off('SIGTERM', listen);
    },
  };
}
