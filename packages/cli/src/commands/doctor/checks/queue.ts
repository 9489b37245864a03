import { exitCodes } from '../../../report/exit-codes.ts';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';

/** Looks whether a Redis is fit for the tasks of services, as those look when they start. */
export async function checkRedisQueue(url: string | undefined): Promise<readonly Finding[]> {
  const name = 'redis';
  if (url === undefined) {
    return [
      { name, status: 'skipped', message: 'Redis: none is set (--queue, DETECT_REGIONS_SERVER_QUEUE)' },
    ];
  }
  const { checkQueue, ServerError } = await import('@detect-regions/server');
  try {
    const { where, warnings } = await checkQueue(url);
    const facts = { where };
    if (warnings.length === 0) return [{ name, status: 'ok', message: `Redis at ${where}`, facts }];
    return warnings.map((advice) => ({
      name,
      status: 'warning',
      message: `Redis at ${where}`,
      advice,
      facts,
    }));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const isAway = error.code === 'queue-unreachable';
    return [
      {
        name,
        status: 'failed',
        message: printable(error.message),
        advice: 'serve and worker need it: --queue redis://HOST:PORT',
        exitCode: isAway ? exitCodes.network : exitCodes.failed,
      },
    ];
  }
}
