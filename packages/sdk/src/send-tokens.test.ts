import { describe, expect, it } from 'vitest';
import * as errors from './errors/index.ts';
import type { DetectRegionsOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Task } from './task.ts';
import { fastClock } from './testing/fast-clock.ts';
import { largePng, png } from './testing/images.ts';
import { broken, completed, json, text, token } from './testing/loopback.ts';
import { client, events, service, tokenGiven, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

const submit = (options?: DetectRegionsOptions): Promise<Task> => client(options).submit(png());
const ask = (options?: DetectRegionsOptions): Promise<Outcome | null> =>
  client(options).task('task-1').result();

/** Time that runs fast, and of which hours can be left out. */
const hours = {
  ...fastClock,
  skipped: 0,
  now: (): number => fastClock.now() + hours.skipped,
  skip: (count: number): void => {
    hours.skipped += count * 3_600_000;
  },
};

const patient: DetectRegionsOptions = { clock: hours, deadline: Infinity, requestTimeout: Infinity };

describe('a token', () => {
  it('is shared by all calls', async () => {
    const made = client();
    await Promise.all(Array.from({ length: 50 }, () => made.task('t').result()));
    expect(service.count('postToken')).toBe(1);
    expect(made.usage).toMatchObject({ postToken: 1, getDetectRegions: 50, postDetectRegions: 0 });
  });

  it('is there before the first call when asked for, once', async () => {
    const made = client();
    await made.authenticate();
    await made.authenticate();
    await made.task('t').result();
    expect(made.usage).toMatchObject({ postToken: 1, getDetectRegions: 1 });
  });

  it('that is asked for and refused is told, and nothing else is sent', async () => {
    service.answer('postToken', json(401, { error: 'invalid_client' }));
    await thrownBy(errors.AuthError, () => client({ maxRetries: 0 }).authenticate());
    await thrownBy(errors.AbortError, () => client().authenticate({ signal: AbortSignal.abort() }));
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it.each(['Bearer', 'bearer', 'BEARER', undefined])('may be of type %s', async (token_type) => {
    service.answer('postToken', json(200, { access_token: 'a', expires_in: 3_600, token_type }));
    await ask();
    expect(service.requests[1]?.headers.authorization).toBe('Bearer a');
  });

  it.each([
    ['of another type', json(200, { access_token: 'a', token_type: 'mac' })],
    ['missing', json(200, { token_type: 'bearer' })],
    ['no JSON', text(200, '<html>')],
  ])('that is %s breaks the protocol', async (_name, answer) => {
    service.answer('postToken', answer);
    await thrownBy(errors.ProtocolError, ask);
  });

  it('that is refused is replaced, and an image sent again', async () => {
    service.answer('postToken', token('stale'), token('fresh'));
    service.answer('postDetectRegions', json(401, { title: 'Unauthorized' }), text(200, 'task-2'));
    const image = largePng(600_000);
    const task = await client().submit(image);
    expect(task.id).toBe('task-2');
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      'Bearer stale',
      undefined,
      'Bearer fresh',
    ]);
    expect(service.requests[3]?.body).toBe(service.requests[1]?.body);
  });

  it('is replaced once for all who were refused', async () => {
    service.answer('postToken', token('stale'), token('fresh'));
    service.answer('getDetectRegions', (request, response) =>
      (request.headers.authorization === 'Bearer fresh' ? completed : json(401, {}))(request, response),
    );
    const made = client();
    const results = await Promise.all(Array.from({ length: 30 }, () => made.task('t').result()));
    expect(results.every((result) => result?.status === 'completed')).toBe(true);
    expect(service.count('postToken')).toBe(2);
  });

  it('that is refused when fresh, three times over, means that the credentials are wrong', async () => {
    service.answer('getDetectRegions', json(401, { title: 'Unauthorized', detail: 'Token token-1 is bad' }));
    const error = await thrownBy(errors.AuthError, ask);
    expect(error).toMatchObject({ status: 401, taskId: 'task-1' });
    expect(error.message).not.toContain('token-1');
    expect(service.count('getDetectRegions')).toBe(4);
    expect(service.count('postToken')).toBe(4);
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { attempt: 1, reason: 'auth', status: 401, delay: 0 },
      { attempt: 2, reason: 'auth', status: 401 },
      { attempt: 3, reason: 'auth', status: 401 },
    ]);
  });

  it('that is refused is replaced up to three times before one is taken', async () => {
    const no = json(401, {});
    service.answer('postDetectRegions', no, no, no, text(200, 'task-2'), no, no, no, text(200, 'task-3'));
    const made = client();
    expect((await made.submit(png())).id).toBe('task-2');
    expect((await made.submit(png())).id).toBe('task-3');
    expect(service.count('postToken')).toBe(7);
  });

  it('that is refused to everybody costs as many fresh tokens as for one', async () => {
    service.answer('getDetectRegions', json(401, {}));
    const made = client({ requestTimeout: Infinity });
    await Promise.all(
      Array.from({ length: 50 }, () => thrownBy(errors.AuthError, () => made.task('t').result())),
    );
    expect(service.count('postToken')).toBe(4);
    expect(service.count('getDetectRegions')).toBeLessThanOrEqual(200);
    await thrownBy(errors.AuthError, () => made.task('t').result());
    expect(service.count('postToken')).toBe(5);
  });

  it('that was replaced meanwhile may be refused as often as it happens', async () => {
    const made = client(patient);
    let held = 0;
    service.answer('getDetectRegions', async (request, response) => {
      if (request.url.endsWith('id=slow') && ++held <= 6) {
        hours.skip(1);
        await made.task('quick').result();
        return json(401, {})(request, response);
      }
      return completed(request, response);
    });
    expect(await made.task('slow').result()).toMatchObject({ status: 'completed' });
    expect(service.count('postToken')).toBe(7);
  });

  it('that has expired is replaced once for a thousand callers', async () => {
    const made = client(patient);
    await made.task('t').result();
    hours.skip(1);
    const results = await Promise.all(Array.from({ length: 1_000 }, () => made.task('t').result()));
    expect(results.every((result) => result?.status === 'completed')).toBe(true);
    expect(service.count('postToken')).toBe(2);
  });

  it('that is about to expire is replaced in the background, while calls go on with it', async () => {
    const made = client(patient);
    await made.task('t').result();
    let give = (): void => {};
    const asked = new Promise<void>((resolve) => {
      service.answer('postToken', async (request, response) => {
        resolve();
        await new Promise<void>((given) => {
          give = given;
        });
        await token('second')(request, response);
      });
    });
    hours.skip(0.9);
    // They end although the new token does not come.
    await Promise.all(Array.from({ length: 100 }, () => made.task('t').result()));
    await asked;
    expect(service.count('postToken')).toBe(2);
    const asks = service.requests.filter(({ operation }) => operation === 'getDetectRegions');
    expect(asks.at(-1)?.headers.authorization).toBe('Bearer token-1');
    give();
    await expect.poll(() => events.filter(({ type }) => type === 'token').length).toBe(2);
    await made.task('t').result();
    expect(service.requests.at(-1)?.headers.authorization).toBe('Bearer second');
  });

  it('that was given is final when it is refused', async () => {
    service.answer('getDetectRegions', json(401, {}));
    await thrownBy(errors.AuthError, () => ask(tokenGiven));
    expect(service.count('getDetectRegions')).toBe(1);
    expect(service.count('postToken')).toBe(0);
  });

  it("that is not given is explained in the server's words, without the secret", async () => {
    service.answer('postToken', json(401, { error: 'invalid_client', error_description: 'no s3cret' }));
    const error = await thrownBy(errors.AuthError, submit);
    expect(error).toMatchObject({
      error: 'invalid_client',
      status: 401,
      operation: 'postToken',
      maybeSent: false,
    });
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain('s3cret');
    expect(service.count('postToken')).toBe(1);
  });

  it('is asked for again when the service fails', async () => {
    service.answer('postToken', text(503, ''), broken, token());
    await ask();
    expect(service.count('postToken')).toBe(3);
  });

  it('that can not be had tells each waiting caller about his own task', async () => {
    service.answer('postToken', json(400, { error: 'invalid_client' }));
    const made = client();
    const found = await Promise.all(
      ['a', 'b'].map((id) => thrownBy(errors.AuthError, () => made.task(id).result())),
    );
    expect(found.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(service.count('postToken')).toBe(1);
  });

  it('comes for the others when one caller gives up waiting', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    service.answer('postToken', async (request, response) => {
      await released;
      await token()(request, response);
    });
    const made = client();
    const controller = new AbortController();
    const impatient = thrownBy(errors.AbortError, () => made.task('a').result({ signal: controller.signal }));
    const patient = made.task('b').result();
    controller.abort();
    expect((await impatient).taskId).toBe('a');
    release();
    expect(await patient).toMatchObject({ status: 'completed' });
    expect(service.count('postToken')).toBe(1);
  });
});
