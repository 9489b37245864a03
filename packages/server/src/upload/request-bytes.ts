import { Problem } from '../http/problem.ts';

/**
 * The bytes of a request's body as they arrive, up to a limit. When the reader stops early, the rest is read and
 * dropped: so a client that sends on gets to see the answer, and its connection lives.
 *
 * @param body - of the request; `null` for none
 * @param maxBytes - of the whole body
 * @throws Problem 413 beyond the limit; 400 when the client broke off
 */
export async function* requestBytes(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  let size = 0;
  let done = false;
  try {
    for await (const chunk of unlessBroken(body)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
    done = true;
  } finally {
    if (!done) void drop(body);
  }
}

/** The refusal of a body that is longer than so many bytes. */
export function tooLarge(maxBytes: number): Problem {
  return new Problem(413, `The body may have at most ${maxBytes} bytes.`);
}

async function* unlessBroken(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Problem(400, 'The body broke off before its end.');
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Not cancelled, which would close the connection before the answer is out.
    reader.releaseLock();
  }
}

/** Ends with the body, or with the connection when the request takes longer than requests may. */
async function drop(body: ReadableStream<Uint8Array>): Promise<void> {
  try {
    const reader = body.getReader();
    while (!(await reader.read()).done);
  } catch {
    // The client left; the answer was all that it could have had.
  }
}
