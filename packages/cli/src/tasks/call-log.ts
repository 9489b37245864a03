import type { DetectRegions, DetectRegionsEvent } from '@detect-regions/sdk';
import type { ErrorFormat } from '../report/error-format.ts';
import { paintFor } from '../terminal/paint.ts';

/** Tells what is asked of the service, which the cloud bills by call. */
export interface CallLog {
  /** To be passed to the client. */
  readonly onEvent: ((event: DetectRegionsEvent) => void) | undefined;
  /** Tells how many calls there were in all. */
  sum(client: DetectRegions): void;
}

/**
 * What `--verbose` prints on standard error: a line a call, and their number in the end. A JSON object a line where
 * errors are.
 */
export function createCallLog(isVerbose: boolean | undefined, format: ErrorFormat): CallLog {
  if (!isVerbose) return { onEvent: undefined, sum() {} };
  const paint = paintFor(process.stderr);
  const tell = (text: string, facts: object): void => {
    process.stderr.write(`${format === 'json' ? JSON.stringify(facts) : paint('dim', text)}\n`);
  };
  return {
    onEvent(event) {
      const line = lineOf(event);
      if (line !== undefined) tell(line, { call: event });
    },
    sum({ usage }) {
      const { postToken, ...others } = usage;
      const count = Object.values(others).reduce((sum, calls) => sum + calls, 0);
      const list = Object.entries(others)
        .filter(([, calls]) => calls > 0)
        .map(([name, calls]) => `${name} ${calls}`);
      tell(
        `calls: ${count}${list.length === 0 ? '' : ` (${list.join(', ')})`}, and ${postToken} for a token`,
        {
          calls: usage,
        },
      );
    },
  };
}

function lineOf(event: DetectRegionsEvent): string | undefined {
  switch (event.type) {
    case 'response': {
      const { operation, taskId, status, duration } = event;
      return `${operation}${taskId === undefined ? '' : ` ${taskId}`}: ${status} after ${Math.round(duration)} ms`;
    }
    case 'retry':
      return `${event.operation}: ${event.reason}, again in ${Math.round(event.delay)} ms`;
    case 'failure':
      return `${event.operation}: ${event.reason}, not sent again`;
    default:
      return undefined;
  }
}
