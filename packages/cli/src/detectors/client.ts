import type { DetectRegions, DetectRegionsOptions } from '@detect-regions/sdk';
import { findCredentials, noCredentials, type ServiceChoice } from '../credentials/find-credentials.ts';

/** What the flags say of the service that is asked. */
export interface ClientChoice extends ServiceChoice {
  /** How long one image or task may take, in seconds. Default: five minutes. */
  readonly timeout?: number | undefined;
}

/** What a command wants of its client besides: passed to the SDK as it is. */
export type ClientExtras = Pick<
  DetectRegionsOptions,
  'fetch' | 'store' | 'onEvent' | 'maxRetries' | 'deadline'
>;

/** A client, and what it is set up with. */
export interface OpenedClient {
  readonly client: DetectRegions;
  readonly where: {
    /** Address of the service, without a slash at the end. */
    readonly baseUrl: string;
    /** Where the credentials are from, such as `profile default`. */
    readonly from: string;
    /** Whether it is on this machine, where nobody bills. */
    readonly isLocal: boolean;
  };
}

/** What a poll of a service on this machine may cost in waiting, in milliseconds: nobody bills it. */
const LOCAL_POLL_PRICE = 100;

/**
 * A client of the service that flags, environment, `.env` and profiles choose. Sends nothing. It holds nothing that
 * would have to be closed.
 *
 * @throws CliError when there are no credentials, or they are not for that service; InvalidInputError of the SDK for a
 * bad address
 */
export async function openClient(choice: ClientChoice, extras: ClientExtras = {}): Promise<OpenedClient> {
  const { baseUrl: address, credentials, from } = await findCredentials(choice);
  if (credentials === undefined) throw noCredentials();
  // Imported when asked for: --help and --local need none of it.
  const { DetectRegions } = await import('@detect-regions/sdk');
  const { timeout } = choice;
  const isLocal = address.startsWith('http:');
  const client = new DetectRegions({
    baseUrl: address,
    ...credentials,
    ...(timeout !== undefined && { deadline: Math.round(timeout * 1000) }),
    // The SDK accepts http: for this machine only.
    ...(isLocal && { pollPrice: LOCAL_POLL_PRICE }),
    ...extras,
  });
  return { client, where: { baseUrl: client.baseUrl, from, isLocal } };
}
