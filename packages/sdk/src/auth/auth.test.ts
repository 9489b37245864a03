import { describe, expect, it } from 'vitest';
import { AuthError, ServerError } from '../errors/index.ts';
import type { DetectRegionsEvent } from '../events.ts';
import { type Credentials, resolveConfig } from '../options.ts';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { thrownBy } from '../testing/thrown.ts';
import { Auth, type Grant, type Token } from './auth.ts';

const client: Credentials = { clientId: 'id', clientSecret: 's3cret' };

function setUp(credentials: Credentials = client) {
  const clock = new FakeClock();
  const events: DetectRegionsEvent[] = [];
  const waiting: { resolve: (grant: Grant) => void; reject: (error: Error) => void }[] = [];
  const config = resolveConfig({ clock, onEvent: (event) => events.push(event) });
  let asked = 0;
  const auth = new Auth(config, credentials, () => {
    asked++;
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  });
  const give = (value: string, lifetime = 3_600_000): void => waiting.shift()?.resolve({ value, lifetime });
  return {
    auth,
    clock,
    events,
    give,
    fail: (error: Error) => waiting.shift()?.reject(error),
    asked: () => asked,
  };
}

describe('tokens by client credentials', () => {
  it('are asked for once, however many need one', async () => {
    const { auth, give, asked } = setUp();
    expect(auth.current).toBeUndefined();
    const all = Array.from({ length: 1_000 }, () => auth.fetch());
    give('one');
    const tokens = await Promise.all(all);
    expect(asked()).toBe(1);
    expect(new Set(tokens).size).toBe(1);
    expect(auth.current).toBe(tokens[0]);
  });

  it('are fetched anew in the background before they expire, and used meanwhile', async () => {
    const { auth, clock, events, give, asked } = setUp();
    const first = auth.fetch();
    give('one');
    await first;
    await clock.advance(2_879_999);
    expect(auth.current?.value).toBe('one');
    expect(asked()).toBe(1);
    await clock.advance(1);
    expect(auth.current?.value).toBe('one');
    expect(auth.current?.value).toBe('one');
    expect(asked()).toBe(2);
    give('two');
    await settle();
    expect(auth.current?.value).toBe('two');
    expect(events.map((event) => event.type === 'token' && event.reason)).toEqual(['missing', 'expiring']);
  });

  it('are not used up to the last second', async () => {
    const { auth, clock, give } = setUp();
    const first = auth.fetch();
    give('one');
    await first;
    await clock.advance(3_570_000);
    expect(auth.current).toBeUndefined();
  });

  it('are left alone for a while after a refresh failed, since the old one still serves', async () => {
    const { auth, clock, give, fail, asked } = setUp();
    const first = auth.fetch();
    give('one');
    await first;
    await clock.advance(2_900_000);
    expect(auth.current?.value).toBe('one');
    fail(new ServerError('down'));
    await settle();
    expect(auth.current?.value).toBe('one');
    expect(asked()).toBe(2);
    await clock.advance(10_000);
    expect(auth.current?.value).toBe('one');
    expect(asked()).toBe(3);
  });

  it('are asked for again after a failure', async () => {
    const { auth, fail, give } = setUp();
    const first = thrownBy(ServerError, () => auth.fetch());
    fail(new ServerError('down'));
    await first;
    const second = auth.fetch();
    give('one');
    expect((await second).value).toBe('one');
  });

  it('are dropped when refused, once for all who were refused', async () => {
    const { auth, events, give, asked } = setUp();
    const first = auth.fetch();
    give('one');
    const token = await first;
    expect(auth.drop(token)).toBe(true);
    expect(auth.current).toBeUndefined();
    const second = auth.fetch();
    give('two');
    await second;
    expect(auth.drop(token)).toBe(false);
    expect(auth.current?.value).toBe('two');
    expect(asked()).toBe(2);
    expect(events.map((event) => event.type === 'token' && event.reason)).toEqual(['missing', 'rejected']);
  });

  it('count as refused, each once, until one is taken', async () => {
    const { auth, give } = setUp();
    const next = async (value: string): Promise<Token> => {
      const fetched = auth.fetch();
      give(value);
      return fetched;
    };
    const first = await next('one');
    for (const token of [first, await next('two'), first]) auth.drop(token);
    expect(auth.refused).toBe(1);
    const third = await next('three');
    auth.accept(first);
    expect(auth.refused).toBe(1);
    auth.accept(third);
    expect(auth.refused).toBe(0);
  });

  it('are not shown when the keeper is', async () => {
    const { auth, give } = setUp();
    const first = auth.fetch();
    give('t0ken');
    await first;
    const { inspect } = await import('node:util');
    expect(inspect(auth, { depth: 9, showHidden: true }) + JSON.stringify(auth)).not.toMatch(/s3cret|t0ken/);
  });
});

describe('a given token', () => {
  it('never expires, and there is no other when it is refused', () => {
    const { auth } = setUp({ token: 'mine' });
    const { current } = auth;
    expect(current?.value).toBe('mine');
    expect(auth.renewable).toBe(false);
  });
});

describe('a token provider', () => {
  it('is asked once for all, again after five minutes, and again when its token is refused', async () => {
    let asked = 0;
    const { auth, clock } = setUp({ provide: async () => `t${++asked}` });
    const [first, same] = await Promise.all([auth.fetch(), auth.fetch()]);
    expect([first?.value, same?.value, asked]).toEqual(['t1', 't1', 1]);
    await clock.advance(300_000);
    expect(auth.current).toBeUndefined();
    const second = await auth.fetch();
    expect(second.value).toBe('t2');
    expect(auth.drop(second)).toBe(true);
    expect((await auth.fetch()).value).toBe('t3');
  });

  it('that fails is named, with its own error as the cause', async () => {
    const cause = new Error('vault is shut');
    const { auth } = setUp({ provide: () => Promise.reject(cause) });
    const error = await thrownBy(AuthError, () => auth.fetch());
    expect(error).toMatchObject({ code: 'auth', cause });
  });

  it.each(['', 'line\nbreak', undefined])('that gives %j is refused', async (value) => {
    const { auth } = setUp({ provide: () => value as string });
    await thrownBy(AuthError, () => auth.fetch());
  });

  it('may throw at once', async () => {
    const { auth } = setUp({
      provide: () => {
        throw new Error('no');
      },
    });
    await thrownBy(AuthError, () => auth.fetch());
  });
});
