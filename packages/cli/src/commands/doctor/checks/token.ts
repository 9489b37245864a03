import { expiryOf, shownTime } from '../../../credentials/describe-credentials.ts';
import type { Credentials } from '../../../credentials/profile.ts';
import { reportOf } from '../../../report/error-report.ts';
import { exitCodes } from '../../../report/exit-codes.ts';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';
import { clockFinding, type ServedTime } from './clock.ts';

/** For how long the service may take to give a token, in milliseconds. */
const PATIENCE = 15_000;

/** Looks whether the service gives a token for the credentials, which is not billed, and what time it has. */
export async function checkToken(
  baseUrl: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if ('accessToken' in credentials) return [givenToken(credentials.accessToken), clockFinding(undefined)];
  const { DetectRegions } = await import('@detect-regions/sdk');
  let served: ServedTime | undefined;
  const client = new DetectRegions({
    baseUrl,
    ...credentials,
    maxRetries: 0,
    deadline: PATIENCE,
    fetch: async (input, init) => {
      const asked = Date.now();
      const response = await fetch(input, init);
      served = { date: response.headers.get('date'), asked, answered: Date.now() };
      return response;
    },
  });
  const begin = performance.now();
  const name = 'token';
  try {
    await client.authenticate({ signal });
    const ms = Math.round(performance.now() - begin);
    return [
      { name, status: 'ok', message: `token: the service gave one in ${ms} ms`, facts: { asked: true, ms } },
      clockFinding(served),
    ];
  } catch (error) {
    return [tokenFailure(error), clockFinding(served)];
  }
}

/** A token that was given can't be tried without a call that is billed; when it ends may stand in it. */
function givenToken(token: string): Finding {
  const name = 'token';
  const until = expiryOf(token);
  if (until === undefined) {
    return {
      name,
      status: 'skipped',
      message: 'token: given, and only a billed call would tell whether it is good',
    };
  }
  if (until.getTime() > Date.now()) {
    return { name, status: 'ok', message: `token: given, and good until ${shownTime(until)}` };
  }
  return {
    name,
    status: 'failed',
    message: `the token has expired, at ${shownTime(until)}`,
    advice: 'Get another one, or use id and secret, which give a new token each time: detect-regions login',
    exitCode: exitCodes.credentials,
  };
}

const advices: Readonly<Record<string, string>> = {
  auth: 'See that id and secret belong together and to this service: detect-regions login',
  network: 'See the address (--base-url): whether it is https: or http:, and the port.',
  protocol: 'Something else answers at that address: see --base-url, and whether a proxy stands between.',
};

function tokenFailure(error: unknown): Finding {
  const { code, message, exitCode } = reportOf(error);
  const advice = advices[code] ?? 'Try again later; if it stays so, ask who runs the service.';
  return {
    name: 'token',
    status: 'failed',
    message: `no token: ${printable(message)}`,
    advice,
    exitCode,
    facts: { asked: true },
  };
}
