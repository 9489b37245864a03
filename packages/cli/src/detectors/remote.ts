import type { DetectRegions } from '@detect-regions/sdk';
import type { Settings } from '@detect-regions/spec';
import type { ImageFile } from '../input/image-file.ts';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import type { Detection, Detector, DetectorOptions } from './detector.ts';

/** Where and how to ask a service. */
export interface RemoteOptions {
  /** Default: the environment's DETECT_REGIONS_BASE_URL, or else the cloud's address. */
  readonly baseUrl: string | undefined;
  readonly settings: Partial<Settings>;
  /** How long one image may take, in milliseconds. Default: the SDK's. */
  readonly deadline: number | undefined;
}

/** What a poll of a service on this machine may cost in waiting, in milliseconds: nobody bills it. */
const LOCAL_POLL_PRICE = 100;

/**
 * A DetectRegions service, the cloud or a server of one's own. Credentials come from the environment. An abort
 * cancels the tasks under way.
 *
 * @throws CliError when there are no credentials; InvalidInputError of the SDK for a bad address
 */
export async function remoteDetector({ baseUrl, settings, deadline }: RemoteOptions): Promise<Detector> {
  // Imported when asked for: --help and --local need none of it.
  const { AuthError, DetectRegions } = await import('@detect-regions/sdk');
  let client: DetectRegions;
  try {
    client = new DetectRegions({ baseUrl, deadline });
  } catch (error) {
    throw error instanceof AuthError ? noCredentials(error) : error;
  }
  // The SDK accepts http: for this machine only.
  const isLocal = client.baseUrl.startsWith('http:');
  return {
    concurrency: 4,
    async detect(image: ImageFile, { signal, onProgress }: DetectorOptions): Promise<Detection> {
      const source = await image.source();
      onProgress('sending');
      const { width, height, regions } = await client.detect(source, {
        settings,
        signal,
        ...(isLocal && { pollPrice: LOCAL_POLL_PRICE }),
        onProgress: ({ status }) => onProgress(status),
      });
      return { width: width ?? null, height: height ?? null, regions };
    },
    // The client holds nothing that would have to be closed.
    async [Symbol.asyncDispose]() {},
  };
}

function noCredentials(cause: unknown): CliError {
  return new CliError('auth', 'no credentials for the service', {
    exitCode: exitCodes.credentials,
    hint:
      'Set DETECT_REGIONS_CLIENT_ID and DETECT_REGIONS_CLIENT_SECRET, or DETECT_REGIONS_ACCESS_TOKEN.\n' +
      'Without a service: --local. To run a service here: detect-regions serve',
    cause,
  });
}
