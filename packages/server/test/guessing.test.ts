import { expect, test } from 'vitest';
import { ann, bob, type TestService, TOKEN, testService } from './service.ts';

async function ask(service: TestService, clientId: string, secret: string): Promise<[number, string | null]> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
  });
  const answer = await service.call('POST', TOKEN, { body });
  return [answer.status, answer.headers.get('retry-after')];
}

test('who guesses at a secret is soon refused, even when it is the right one; others are not', async () => {
  const service = await testService({ limits: { tokenFailures: 3 } });
  for (let guess = 0; guess < 3; guess += 1) {
    expect(await ask(service, 'ann', `guess ${guess}`)).toEqual([401, null]);
  }
  expect(await ask(service, 'ann', 'guess 3')).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(await ask(service, 'ann', ann.clientSecret)).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(await ask(service, 'bob', bob.clientSecret)).toEqual([200, null]);
});
