import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';

/** How well a thing is: as it should be, worth a look, wrong, or not looked at. */
export type Status = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check found. */
export interface Finding {
  /** What was looked at, in a word; stable, for programs. */
  readonly name: string;
  readonly status: Status;
  /** What is so. */
  readonly message: string;
  /** How to mend it; absent where nothing needs mending. */
  readonly advice?: string;
  /** What the process exits with when this is the worst; for what failed. Default: 1. */
  readonly exitCode?: ExitCode;
  /** The facts behind the message, for programs. Durations are in milliseconds. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A check, and what it is about while it goes on. */
export interface Check {
  readonly name: string;
  /** Never rejects for what it is there to find out. */
  readonly run: (signal: AbortSignal) => Promise<readonly Finding[]>;
}

/** From the worst. Credentials go first: without them, nothing else is worth mending. */
const severity: readonly ExitCode[] = [exitCodes.credentials, exitCodes.network, exitCodes.failed];

/** What to exit with after all checks. */
export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  const codes = findings
    .filter(({ status }) => status === 'failed')
    .map(({ exitCode = exitCodes.failed }) => exitCode);
  return severity.find((code) => codes.includes(code)) ?? exitCodes.ok;
}
