import type { ErrorReport } from './error-report.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/**
 * What to exit with after so many images or tasks. One failure among others is one thing; that nothing works, for the
 * same reason, is that reason's.
 */
export function exitCodeOf(failures: readonly ErrorReport[], total: number): ExitCode {
  const [first] = failures;
  if (first === undefined) return exitCodes.ok;
  if (failures.some(({ exitCode }) => exitCode === exitCodes.credentials)) return exitCodes.credentials;
  const same = failures.length === total && failures.every(({ exitCode }) => exitCode === first.exitCode);
  return same ? first.exitCode : exitCodes.failed;
}
