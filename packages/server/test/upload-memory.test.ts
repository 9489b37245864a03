import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ServiceProcess } from './processes.ts';
import { ann, PNG, TASKS, TOKEN } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** Of an image that is uploaded, in bytes. */
const IMAGE = 100_000_000;

/** Hundreds of megabytes take too long to be sent on every run of the tests. */
const asked = process.env.REQUIRE_ALL === '1' && process.platform === 'linux';

test.skipIf(!asked).each([
  { what: 'an image of 100 MB takes', uploads: 1, limit: 60 },
  { what: 'four images of 100 MB at a time take', uploads: 4, limit: 200 },
])(
  '$what at most $limit MB of memory while coming in',
  async ({ uploads, limit }) => {
    const service = await ServiceProcess.server({
      images: await temporaryFolder(),
      clients: [ann],
      engine: 'hangs',
    });
    const token = await tokenOf(service.url);
    // What comes then waits on disk, as the worker has its hands full.
    await submit(service.url, token, [JSON.stringify({ image: PNG })]);
    await service.told('started');

    const idle = await memory(service, 'VmRSS');
    await writeFile(`/proc/${service.pid}/clear_refs`, '5');
    await Promise.all(Array.from({ length: uploads }, () => submit(service.url, token, largeBody())));
    const peak = await memory(service, 'VmHWM');
    expect((peak - idle) / MEGABYTE).toBeLessThanOrEqual(limit);
  },
  120_000,
);

/** What a process has in memory now, or had at most since its marks were cleared, in bytes. */
async function memory({ pid }: ServiceProcess, mark: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${mark}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * KILOBYTE;
}

/** A body with a PNG of noughts: what an image holds makes no difference here. */
function* largeBody(): Generator<string> {
  const head = Buffer.from(PNG, 'base64').subarray(0, 66).toString('base64');
  const noughts = 'A'.repeat(64 * KILOBYTE);
  yield `{"settings":{},"image":"${head}`;
  for (let left = Math.ceil(IMAGE / 3) * 4; left > 0; left -= noughts.length) yield noughts.slice(0, left);
  yield '"}';
}

async function tokenOf(url: string): Promise<string> {
  const { clientId, clientSecret } = ann;
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(url + TOKEN, { method: 'POST', body: new URLSearchParams(grant) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Submits as a client on the network does: as fast as the service reads. */
async function submit(url: string, token: string, body: Iterable<string>): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const outgoing = request(url + TASKS, { method: 'POST', headers });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  for (const piece of body) if (!outgoing.write(piece)) await once(outgoing, 'drain');
  outgoing.end();
  const [incoming] = await answered;
  expect([incoming.statusCode, await text(incoming)]).toEqual([200, expect.stringMatching(/^[\da-f-]{36}$/)]);
}
