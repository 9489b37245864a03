import type { Failed, Gone } from '@detect-regions/sdk';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';

const goneTexts: Readonly<Record<Gone['reason'], string>> = {
  'not-found': 'the service does not have it: it was cancelled, is older than 24 hours, or never was there',
  lost: 'it was done, and the service has lost its result',
};

/** Why there are no regions of a task that has ended. */
export function endedBadly(end: Failed | Gone): CliError {
  const { taskId } = end;
  if (end.status === 'gone') {
    return new CliError('gone', goneTexts[end.reason], { exitCode: exitCodes.failed, taskId });
  }
  const said = end.messages.length === 0 ? 'the service does not say why' : end.messages.join(' ');
  return new CliError('detection-failed', `the detection failed: ${said}`, {
    exitCode: exitCodes.failed,
    taskId,
  });
}
