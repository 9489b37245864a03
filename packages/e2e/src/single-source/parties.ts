import { EventEmitter, on } from 'node:events';
import { createMockApi, type MockApi } from '@detect-regions/msw';
import { DetectRegions, InvalidInputError } from '@detect-regions/sdk';
import { type DetectionEngine, type ServerOptions, startServer } from '@detect-regions/server';
import { setupServer } from 'msw/node';

/** A PNG of one pixel, in Base64. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';

/** What became of an image that was handed in. */
export interface Submitted {
  /** Of the task, where it was accepted. */
  readonly id: string;
  readonly accepted: boolean;
  /** The settings that it is looked at with, where it was accepted. */
  readonly settings?: unknown;
  /** What was said against it, where it was not. */
  readonly problem: string;
}

/** One of those who take settings. */
export interface Party extends AsyncDisposable {
  submit(body: { readonly image?: string; readonly settings?: object }): Promise<Submitted>;
}

/** One of those who answer HTTP requests. */
export interface Service extends Party {
  /** The header of a new token. */
  authorization(): Promise<string>;
  /** How long a new token is good, in seconds. */
  tokenSeconds(): Promise<number>;
  /** The status of a task, as of now; or the HTTP status of the refusal. */
  statusOf(taskId: string): Promise<string | number>;
}

const client = { clientId: 'me', clientSecret: 'secret' };

interface Token {
  readonly access_token: string;
  readonly expires_in: number;
}

function talkTo(url: string, received: () => Promise<unknown>): Omit<Service, typeof Symbol.asyncDispose> {
  const getToken = async (): Promise<Token> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    return (await (await fetch(`${url}/connect/token`, { method: 'POST', body })).json()) as Token;
  };
  const authorization = async (): Promise<string> => `Bearer ${(await getToken()).access_token}`;
  return {
    async submit(body) {
      const answer = await fetch(`${url}/v5.0/ocr/DetectRegions`, {
        method: 'POST',
        headers: { authorization: await authorization(), 'content-type': 'application/json' },
        body: JSON.stringify({ image: png, ...body }),
      });
      const text = await answer.text();
      if (answer.ok) return { id: text, accepted: true, settings: await received(), problem: '' };
      return { id: '', accepted: false, problem: `${answer.status} ${text}` };
    },
    authorization,
    tokenSeconds: async () => (await getToken()).expires_in,
    async statusOf(taskId) {
      const headers = { authorization: await authorization() };
      const answer = await fetch(`${url}/v5.0/ocr/Utilities/GetTaskStatus?id=${taskId}`, { headers });
      if (!answer.ok) return answer.status;
      return ((await answer.json()) as { taskStatus: string }).taskStatus;
    },
  };
}

/** The local service, with an engine that notes what it is asked for and finds nothing. */
export async function localServer(options: ServerOptions = {}): Promise<Service & { readonly url: string }> {
  const engine = new EventEmitter();
  const asked = on(engine, 'detect');
  const recording: DetectionEngine = {
    warmUp: async () => {},
    detect: async (_image, settings) => {
      engine.emit('detect', settings);
      return { regions: [], width: 1, height: 1 };
    },
  };
  const server = await startServer({ port: 0, clients: [client], engine: recording, ...options });
  const { url } = server;
  return {
    ...talkTo(url, async () => (await asked.next()).value?.[0]),
    url,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** The settings of the last body that came in. */
function settingsOf({ calls }: MockApi): unknown {
  const body = calls.at(-1)?.body as { readonly settings?: unknown } | undefined;
  return body?.settings;
}

/** The mock of `@detect-regions/msw`. */
export async function mockService(): Promise<Service> {
  const url = 'https://ocr.example';
  const api = createMockApi({ baseUrl: url, clients: [client] });
  const network = setupServer(...api.handlers);
  network.listen({ onUnhandledFrame: 'bypass' });
  return {
    ...talkTo(url, async () => settingsOf(api)),
    [Symbol.asyncDispose]: async () => network.close(),
  };
}

/** The SDK, which sends to the mock; what it refuses, it refuses by itself. */
export async function sdk(): Promise<Party> {
  const url = 'https://sdk.example';
  const api = createMockApi({ baseUrl: url });
  const network = setupServer(...api.handlers);
  network.listen({ onUnhandledFrame: 'bypass' });
  const regions = new DetectRegions({ baseUrl: url, accessToken: 'a-token' });
  return {
    async submit({ image = png, settings }) {
      try {
        const { id } = await regions.submit({ base64: image }, settings === undefined ? {} : { settings });
        return { id, accepted: true, settings: settingsOf(api), problem: '' };
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        return { id: '', accepted: false, problem: [error.message, ...(error.accepted ?? [])].join('\n') };
      }
    },
    [Symbol.asyncDispose]: async () => network.close(),
  };
}
