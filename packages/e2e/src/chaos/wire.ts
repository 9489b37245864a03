import { Buffer } from 'node:buffer';
import type { Answer, Request } from './stub.ts';

/** A request of which everything may not have come yet. */
export interface Incoming {
  readonly request: Request;
  /** Bytes of its body: how many it says it has, and how many are there. */
  readonly length: number;
  readonly received: number;
}

/** Puts the bytes of a connection together: HTTP/1.1, one request after the other, bodies of a stated length. */
export class RequestReader {
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #head: (Omit<Request, 'body'> & { readonly end: number; readonly length: number }) | undefined;

  /** Takes what came. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The request that is coming, with as much of its body as is needed to know it by; `undefined` before its head is there. */
  look(): Incoming | undefined {
    this.#head ??= headOf(Buffer.concat(this.#chunks));
    if (this.#head === undefined) return undefined;
    const { end, length, ...head } = this.#head;
    const received = this.#size - end;
    const bytes = Buffer.concat(received >= length ? this.#chunks : this.#chunks.slice(0, 2));
    return { request: { ...head, body: bytes.subarray(end, end + length) }, length, received };
  }

  /** Forgets the request that has come. */
  clear(): void {
    this.#chunks.length = 0;
    this.#size = 0;
    this.#head = undefined;
  }
}

function headOf(
  bytes: Buffer,
): (Omit<Request, 'body'> & { readonly end: number; readonly length: number }) | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const { pathname, searchParams } = new URL(target, 'http://any');
  const headers = new Map(
    lines.map((each): [string, string] => {
      const colon = each.indexOf(':');
      return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
    }),
  );
  if (headers.has('transfer-encoding')) throw new Error('A body came without its length.');
  const length = Number(headers.get('content-length') ?? 0);
  return { method, path: pathname, query: searchParams, headers, end: end + 4, length };
}

/** An answer as bytes; its length stated, or in chunks. */
export function encoded({ status, type, body, headers = {} }: Answer, chunked = false): string {
  const bytes = Buffer.byteLength(body);
  const lines = [
    `HTTP/1.1 ${status} Whatever`,
    `Content-Type: ${type}`,
    chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const content = chunked ? `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}
