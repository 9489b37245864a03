import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import * as errors from './errors/index.ts';
import type { DetectRegionsOptions } from './options.ts';
import type { Resubmit } from './resubmit.ts';
import { largePng, png } from './testing/images.ts';
import { type Answer, broken, json, text } from './testing/loopback.ts';
import { client, events, service, tokenGiven, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

const accepted = text(200, 'task-2');
const silent: Answer = () => {};
const policies: Resubmit[] = ['never', 'if-unsent', 'always'];

/** What can become of a submission, and under which policies it is sent again. */
const failures: [string, Answer, Resubmit[], boolean][] = [
  ['was refused with 503', text(503, ''), ['if-unsent', 'always'], false],
  ['was refused with 429', text(429, ''), ['if-unsent', 'always'], false],
  ['was refused with 401', json(401, {}), ['if-unsent', 'always'], false],
  ['was answered with 500', text(500, ''), ['always'], true],
  ['was answered with 504 by a gateway', text(504, ''), ['always'], true],
  ['broke off after its end', broken, ['always'], true],
  ['got no answer', silent, ['always'], true],
  ['is wrong', text(400, ''), [], false],
  ['was accepted without an id', text(200, ''), [], true],
];

it.each(
  failures.flatMap(([name, answer, again, maybeSent]) =>
    policies.map((resubmit) => ({
      name,
      answer,
      resubmit,
      sent: again.includes(resubmit) ? 2 : 1,
      maybeSent,
    })),
  ),
)('$resubmit: a submission that $name is sent $sent times', async ({ answer, resubmit, sent, maybeSent }) => {
  service.answer('postDetectRegions', answer, accepted);
  const submitted = client({ requestTimeout: answer === silent ? 100_000 : Infinity }).submit(png(), {
    resubmit,
  });
  if (sent === 2) expect((await submitted).id).toBe('task-2');
  else expect(await thrownBy(errors.DetectRegionsError, () => submitted)).toMatchObject({ maybeSent });
  expect(service.count('postDetectRegions')).toBe(sent);
});

it.each(policies)('%s: a submission whose connection breaks before its end', async (resubmit) => {
  let connections = 0;
  const server = createServer((socket) => {
    const first = ++connections === 1;
    let tail = '';
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (first) socket.resetAndDestroy();
      tail = (tail + data.toString('latin1')).slice(-9);
      if (tail.endsWith('"}}'))
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\ntask-1');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { ...tokenGiven, baseUrl, requestTimeout: Infinity };
    const submitted = client(options).submit(largePng(20_000_000), { resubmit });
    if (resubmit === 'never') {
      const error = await thrownBy(errors.NetworkError, () => submitted);
      expect(error).toMatchObject({ maybeSent: false, retryable: true });
    } else expect((await submitted).id).toBe('task-1');
    expect(connections).toBe(resubmit === 'never' ? 1 : 2);
  } finally {
    server.close();
  }
});

it.each(policies)('%s: a submission for which there is no connection', async (resubmit) => {
  await service.close();
  const error = await thrownBy(errors.NetworkError, () => client({ ...tokenGiven, resubmit }).submit(png()));
  expect(error).toMatchObject({ maybeSent: false, retryable: true });
  expect(events.filter(({ type }) => type === 'request')).toHaveLength(resubmit === 'never' ? 1 : 4);
});

it('never: waits for a token all the same', async () => {
  service.answer('postToken', text(503, ''), json(200, { access_token: 'a', token_type: 'bearer' }));
  expect((await client({ resubmit: 'never' }).submit(png())).id).toBe('task-1');
});

it('if-unsent is what a client does unless told otherwise, and a call goes before its client', async () => {
  service.answer('postDetectRegions', broken, accepted);
  await thrownBy(errors.NetworkError, () => client().submit(png()));
  service.answer('postDetectRegions', broken, accepted);
  expect((await client({ resubmit: 'always' }).submit(png())).id).toBe('task-2');
  service.answer('postDetectRegions', broken, accepted);
  await thrownBy(errors.NetworkError, () =>
    client({ resubmit: 'always' }).submit(png(), { resubmit: 'if-unsent' }),
  );
});

it('always: what the first attempt may have achieved is not forgotten when the last was refused', async () => {
  service.answer('postDetectRegions', broken, text(503, ''));
  const options: DetectRegionsOptions = { resubmit: 'always', maxRetries: 1 };
  const error = await thrownBy(errors.ServerError, () => client(options).submit(png()));
  expect(error).toMatchObject({ status: 503, maybeSent: true, retryable: false });
});

it('always: still has an end', async () => {
  service.answer('postDetectRegions', broken);
  const error = await thrownBy(errors.NetworkError, () => client({ resubmit: 'always' }).submit(png()));
  expect(error).toMatchObject({ maybeSent: true, retryable: false });
  expect(error.message).toContain('resubmit');
  expect(service.count('postDetectRegions')).toBe(4);
});

it.each([
  [text(503, ''), false],
  [broken, true],
])('says between two attempts too whether the image may have been accepted', async (answer, maybeSent) => {
  service.answer('postDetectRegions', answer);
  const controller = new AbortController();
  const made = client({
    resubmit: 'always',
    onEvent: ({ type }) => {
      if (type === 'retry') controller.abort();
    },
  });
  const error = await thrownBy(errors.AbortError, () => made.submit(png(), { signal: controller.signal }));
  expect(error).toMatchObject({ maybeSent, retryable: false });
  expect(service.count('postDetectRegions')).toBe(1);
});

it.each(['sometimes', '', null, true])('refuses resubmit %j, and names what it takes', async (value) => {
  const about = { field: 'resubmit', accepted: policies };
  const given = { resubmit: value as never };
  expect(await thrownBy(errors.InvalidInputError, () => client(given))).toMatchObject(about);
  expect(await thrownBy(errors.InvalidInputError, () => client().submit(png(), given))).toMatchObject(about);
  expect(service.requests).toEqual([]);
});
