import type { FoundCredentials } from '../../../credentials/find-credentials.ts';
import { reportOf } from '../../../report/error-report.ts';
import type { Finding } from '../finding.ts';
import { checkReach } from './reach.ts';
import { checkToken } from './token.ts';

/** Looks at the way to the service, then for a token, then at the clocks: each needs the one before. */
export async function checkService(
  found: FoundCredentials | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (found === undefined) {
    return [
      { name: 'reach', status: 'skipped', message: 'the way to the service: see the credentials first' },
    ];
  }
  const { baseUrl, baseUrlFrom, credentials } = found;
  const wrong = await addressFailure(baseUrl);
  if (wrong !== undefined) {
    const advice = `Mend ${baseUrlFrom}: it must be an https: address, or http: on this machine.`;
    return [{ name: 'reach', status: 'failed', message: wrong, advice }];
  }
  const reach = await checkReach(baseUrl, signal);
  if (credentials === undefined || reach.status === 'failed') return [reach];
  return [reach, ...(await checkToken(baseUrl, credentials, signal))];
}

/** What the SDK says of an address that it does not take. */
async function addressFailure(baseUrl: string): Promise<string | undefined> {
  const { DetectRegions } = await import('@detect-regions/sdk');
  try {
    // Any token: it is asked for its address alone.
    new DetectRegions({ baseUrl, accessToken: 'none' });
    return undefined;
  } catch (error) {
    return reportOf(error).message;
  }
}
