import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serve, stop } from './cli.ts';
import { isFull } from './is-full.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));

async function tokenOf(url: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'me',
    client_secret: 'secret',
  });
  const answer = await fetch(`${url}/connect/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function statusOf(sent: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

// A process of its own takes seconds; the server's tests stop one in theirs each time.
test.runIf(isFull)(
  'a service that is stopped with a hundred requests under way answers all of them, and ends well',
  async () => {
    const { child, lines } = await serve(['--client', 'me:secret'], 1);
    const [url = ''] = lines;
    const authorization = `Bearer ${await tokenOf(url)}`;
    const body = JSON.stringify({ image: (await readFile(page)).toString('base64') });
    const half = Math.floor(body.length / 2);
    const uploads = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const headers = { authorization, 'content-type': 'application/json', expect: '100-continue' };
        const upload = request(`${url}/v5.0/ocr/DetectRegions`, { method: 'POST', headers });
        upload.flushHeaders();
        await once(upload, 'continue');
        upload.write(body.slice(0, half));
        return upload;
      }),
    );
    const reads = Array.from({ length: 50 }, () =>
      statusOf(request(`${url}/v5.0/ocr/Utilities/GetTaskStatus?id=x`, { headers: { authorization } }).end()),
    );
    await Promise.race(reads);
    const exitCode = stop(child);
    const answers = await Promise.all(
      uploads.map((upload) => {
        upload.end(body.slice(half));
        return statusOf(upload);
      }),
    );
    expect(answers).toEqual(uploads.map(() => 200));
    // Those that had not arrived when the stop began are refused, not cut off.
    for (const status of await Promise.all(reads)) expect([200, 503]).toContain(status);
    expect(await exitCode).toBe(0);
  },
  60_000,
);
