import { type OperationId, operations } from '@detect-regions/spec';
import type { Json } from '@detect-regions/spec/document';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly operation: OperationId;
  readonly origin: string;
  readonly request: {
    readonly mediaType: string | undefined;
    readonly token: boolean;
    readonly parameters: Readonly<Record<string, string>>;
    readonly body: Json | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Headers;
    readonly mediaType: string | undefined;
    readonly body: Json | undefined;
  };
}

/** A fetch that shows what goes through it. */
export interface Tap {
  readonly fetch: typeof globalThis.fetch;
  readonly exchanges: Exchange[];
}

/** Listens in on the wire; what it hears is complete once the fetch has answered. */
export function tap(): Tap {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const sent = request.clone();
      const [response, requestText] = await Promise.all([globalThis.fetch(request), sent.text()]);
      const url = new URL(request.url);
      exchanges.push({
        operation: operationAt(request.method, url.pathname),
        origin: url.origin,
        request: {
          mediaType: mediaTypeOf(request.headers),
          token: /^Bearer ./.test(request.headers.get('authorization') ?? ''),
          parameters: Object.fromEntries(url.searchParams),
          body: parse(requestText, mediaTypeOf(request.headers)),
        },
        response: {
          status: response.status,
          headers: new Headers(response.headers),
          mediaType: mediaTypeOf(response.headers),
          body: parse(await response.clone().text(), mediaTypeOf(response.headers)),
        },
      });
      return response;
    },
  };
}

function operationAt(method: string, path: string): OperationId {
  const found = Object.values(operations).find((row) => row.method === method && row.path === path);
  if (found === undefined) throw new Error(`${method} ${path} is no operation of the spec.`);
  return found.operationId as OperationId;
}

const mediaTypeOf = (headers: Headers): string | undefined =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();

function parse(text: string, mediaType: string | undefined): Json | undefined {
  if (text === '') return undefined;
  if (mediaType === 'application/json') return JSON.parse(text) as Json;
  if (mediaType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  return text;
}
