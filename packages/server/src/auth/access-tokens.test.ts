import { expect, test } from 'vitest';
import { AccessTokens } from './access-tokens.ts';

const setUp = () => {
  const clock = { now: 1_700_000_000_000 };
  return {
    clock,
    tokens: new AccessTokens({ key: new Uint8Array(32).fill(7), lifetime: 60, now: () => clock.now }),
  };
};

test('a token tells its client, the first time and later', async () => {
  const { tokens } = setUp();
  const token = await tokens.issue('ann');
  for (let time = 0; time < 3; time += 1) {
    expect(await tokens.check(token)).toEqual({ valid: true, clientId: 'ann' });
  }
});

test('a token expires, whether or not it was seen before, and stays so', async () => {
  const { clock, tokens } = setUp();
  const [seen, unseen] = [await tokens.issue('ann'), await tokens.issue('bob')];
  clock.now += 59_999;
  expect(await tokens.check(seen)).toMatchObject({ valid: true });
  clock.now += 1;
  for (const token of [seen, unseen, seen]) {
    expect(await tokens.check(token)).toEqual({ valid: false, reason: 'expired' });
  }
});

test('a token that differs in one letter from a good one is invalid', async () => {
  const { tokens } = setUp();
  const token = await tokens.issue('ann');
  await tokens.check(token);
  for (const at of [0, 30, token.length - 5]) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(await tokens.check(changed)).toEqual({ valid: false, reason: 'invalid' });
  }
});

test('more tokens than are remembered are all good', async () => {
  const { tokens } = setUp();
  const all = await Promise.all(Array.from({ length: 1100 }, (_, index) => tokens.issue(`client ${index}`)));
  for (const token of [...all, ...all]) expect(await tokens.check(token)).toMatchObject({ valid: true });
});
