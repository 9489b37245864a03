import { describe, expect, it } from 'vitest';
import { httpFailure } from './http.ts';

const json = { 'content-type': 'application/json' };
const failure = (
  status: number,
  body: unknown,
  operation: 'postDetectRegions' | 'getDetectRegions' | 'postToken',
) =>
  httpFailure(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: json }),
    { operation },
    ['s3cret'],
  );

describe('an answer that is no success', () => {
  it.each([
    [400, 'InvalidInputError', false, false],
    [401, 'AuthError', false, false],
    [402, 'QuotaError', false, false],
    [403, 'QuotaError', false, false],
    [404, 'ProtocolError', false, false],
    [405, 'ProtocolError', false, false],
    [408, 'ServerError', true, false],
    [413, 'TooLargeError', false, false],
    [415, 'ProtocolError', false, false],
    [422, 'InvalidInputError', false, false],
    [429, 'RateLimitError', false, true],
    [500, 'ServerError', true, false],
    [502, 'ServerError', true, false],
    [503, 'ServerError', false, true],
    [504, 'ServerError', true, false],
  ])('%i to a submission is a %s', async (status, name, maybeSent, retryable) => {
    const error = await failure(status, { detail: 'The reason' }, 'postDetectRegions');
    expect(error).toMatchObject({ name, status, maybeSent, retryable, operation: 'postDetectRegions' });
    expect(error.message).toContain('The reason.');
  });

  it.each([408, 429, 500, 502, 503, 504])('%i to a question can be tried again', async (status) => {
    const error = await failure(status, {}, 'getDetectRegions');
    expect(error.retryable).toBe(true);
    expect(error).not.toHaveProperty('maybeSent');
  });

  it.each([400, 401])("%i to a token request quotes the server's error", async (status) => {
    const body = { error: 'invalid_client', error_description: 'Wrong secret.' };
    const error = await failure(status, body, 'postToken');
    expect(error).toMatchObject({ name: 'AuthError', error: 'invalid_client', status });
    expect(error.message).toContain('(invalid_client). Wrong secret.');
  });

  it('never quotes a secret', async () => {
    const body = { error: 's3cret', error_description: 'no s3cret like s3cret' };
    const error = await failure(401, body, 'postToken');
    expect(JSON.stringify([error, error.message])).not.toContain('s3cret');
    expect(error.message).toContain('no *** like ***.');
  });

  it('quotes plain text, but no page, and no line breaks', async () => {
    const plain = new Response('down\r\nfor now', { status: 500, headers: { 'content-type': 'text/plain' } });
    expect((await httpFailure(plain, { operation: 'getTaskStatus' }, [])).message).toContain(
      '500. down for now.',
    );
    const page = new Response('<html>', { status: 500, headers: { 'content-type': 'text/html' } });
    expect((await httpFailure(page, { operation: 'getTaskStatus' }, [])).message).toBe(
      'getTaskStatus was answered with 500.',
    );
  });

  it.each(['null', '[]', '7', '"text"', '{"detail":null,"title":7}', '{', ''])(
    'copes with %s',
    async (body) => {
      expect((await failure(500, body, 'getDetectRegions')).message).toMatch(
        /^getDetectRegions was answered with 500\./,
      );
    },
  );

  it('quotes no more than a few words of a long answer', async () => {
    const error = await failure(500, { detail: 'x'.repeat(10_000) }, 'getDetectRegions');
    expect(error.message.length).toBeLessThan(400);
  });

  it('does not read an endless answer to its end', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1_000;
        controller.enqueue(new Uint8Array(1_000).fill(120));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await httpFailure(new Response(endless, { status: 500 }), { operation: 'getTaskStatus' }, []);
    expect(pulled).toBeLessThan(70_000);
    expect(cancelled).toBe(true);
  });
});
