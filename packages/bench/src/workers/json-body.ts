// What a service would be that reads its bodies as frameworks do: all of it into memory, parsed, decoded, then to disk.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { memoryUsage } from 'node:process';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { answerWith } from '../answer.ts';
import { forgetPeak, peakRss } from '../peak.ts';

/** What to do. */
export type JsonBodyQuestion =
  | { readonly type: 'start'; readonly folder: string }
  | { readonly type: 'idle' }
  | { readonly type: 'peak' };

answerWith<JsonBodyQuestion, string | number>(async (question) => {
  if (question.type === 'idle') {
    forgetPeak();
    return memoryUsage.rss();
  }
  if (question.type === 'peak') return peakRss();
  const app = new Hono();
  app.post('*', async (c) => {
    const { image } = await c.req.json<{ image: string }>();
    const id = randomUUID();
    await writeFile(join(question.folder, id), Buffer.from(image, 'base64'));
    return c.text(id);
  });
  const { port } = await new Promise<AddressInfo>((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, resolve);
  });
  return `http://127.0.0.1:${port}`;
});
