import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { createEngineThread } from '@detect-regions/engine';
import { decodeRegions } from '@detect-regions/regions';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ann, STATUS, TASKS, testService } from './service.ts';

test('a page is detected by the real engine, while the service goes on answering', {
  timeout: 60_000,
}, async () => {
  const engine = createEngineThread();
  onTestFinished(() => engine.close());
  const service = await testService({ engine });
  const page = await readFile(new URL('../../../docs/pages/article.jpg', import.meta.url));
  const { text: id } = await service.submit({
    image: page.toString('base64'),
    settings: { dsrMode: 'LineDetector' },
  });

  const seen = new Set<unknown>();
  await vi.waitFor(
    async () => {
      const { taskStatus } = (await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json();
      seen.add(taskStatus);
      expect(taskStatus).toBe('Completed');
    },
    { interval: 50, timeout: 50_000 },
  );
  // Were the event loop blocked, the first answer would come after the page was done.
  expect([...seen]).toEqual(expect.arrayContaining(['Processing', 'Completed']));

  const answer = (await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json() as {
    results: [{ data: string }];
  };
  const regions = decodeRegions(answer.results[0].data);
  expect(regions.length).toBeGreaterThan(20);
  for (const { left, top, right, bottom } of regions) {
    expect(right).toBeGreaterThan(left);
    expect(bottom).toBeGreaterThan(top);
  }
});

test('a damaged image, and one that would unpack to gigabytes, fail their tasks and nothing else', {
  timeout: 60_000,
}, async () => {
  const engine = createEngineThread();
  onTestFinished(() => engine.close());
  const service = await testService({ engine });
  const cases = [
    [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /image/i],
    [bomb(40_000), /pixels/],
  ] as const;
  for (const [png, message] of cases) {
    const { text: id } = await service.submit({ image: png.toString('base64') });
    await expect
      .poll(async () => (await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json(), { timeout: 30_000 })
      .toMatchObject({ taskStatus: 'Error', error: { messages: [expect.stringMatching(message)] } });
  }
});

/** A PNG of some kilobytes that says that each side has so many pixels. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits of grey.
  header.writeUInt8(8, 8);
  const row = Buffer.alloc(side + 1);
  const lines = deflateSync(Buffer.concat(Array.from({ length: 1000 }, () => row)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
