import {
  Configuration,
  DetectRegionsApi,
  type DetectRegionsSettings,
  TokenApi,
} from '@detect-regions/client';
import { DetectRegions, type SettingsInput, type Task } from '@detect-regions/sdk';
import type { OperationId } from '@detect-regions/spec';

/** The smallest PNG: 1 × 1 pixel. */
export const png: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);

/** What a call may say; where it is left out, something that is fine. */
export interface Calling {
  readonly id?: string;
  readonly image?: Uint8Array;
  /** Only for a submission; `undefined` leaves them out. */
  readonly settings?: SettingsInput & DetectRegionsSettings;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Every operation, called in one way. A new operation of the spec is a type error in those below. */
export type Driver = Readonly<Record<OperationId, (calling?: Calling) => Promise<unknown>>>;

/** Where a driver calls. */
export interface Service {
  /** Default: that of the client or the SDK. */
  readonly url?: string;
  readonly fetch: typeof globalThis.fetch;
  /** A token that is good there. */
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Every operation through the generated client, with its parameters as they are. */
export function throughClient({ url, fetch, accessToken, ...credentials }: Service): Driver {
  const configuration = new Configuration({
    ...(url === undefined ? {} : { basePath: url }),
    fetchApi: fetch,
    accessToken: `Bearer ${accessToken}`,
  });
  const tokens = new TokenApi(configuration);
  const tasks = new DetectRegionsApi(configuration);
  return {
    postToken: ({ clientId, clientSecret } = {}) =>
      tokens.postToken({
        grantType: 'client_credentials',
        clientId: clientId ?? credentials.clientId,
        clientSecret: clientSecret ?? credentials.clientSecret,
      }),
    postDetectRegions: ({ image = png, settings } = {}) =>
      tasks.postDetectRegions({
        detectRegionsRequest: {
          image: Buffer.from(image).toString('base64'),
          ...(settings === undefined ? {} : { settings }),
        },
      }),
    getDetectRegions: ({ id = 'some-id' } = {}) => tasks.getDetectRegions({ id }),
    cancelDetectRegions: ({ id = 'some-id' } = {}) => tasks.cancelDetectRegions({ id }),
    getTaskStatus: ({ id = 'some-id' } = {}) => tasks.getTaskStatus({ id }),
  };
}

/** Every operation through the SDK, each request once. */
export function throughSdk({ url: baseUrl, fetch, accessToken, ...credentials }: Service): Driver {
  // A failure is to be seen, not mended: that it is, the SDK's own tests show.
  const options = { baseUrl, fetch, maxRetries: 0 };
  const client = new DetectRegions({ ...options, accessToken });
  const task = ({ id = 'some-id' }: Calling = {}): Task => client.task(id);
  return {
    // The first call of a client that has credentials and no token yet asks for one.
    postToken: ({ clientId, clientSecret } = {}) =>
      new DetectRegions({
        ...options,
        clientId: clientId ?? credentials.clientId,
        clientSecret: clientSecret ?? credentials.clientSecret,
      })
        .task('some-id')
        .status(),
    postDetectRegions: async ({ image = png, settings } = {}) =>
      (await client.submit(image, { settings, allowUnknownType: true })).id,
    getDetectRegions: (calling) => task(calling).result(),
    cancelDetectRegions: (calling) => task(calling).cancel(),
    getTaskStatus: (calling) => task(calling).status(),
  };
}
