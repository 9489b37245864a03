import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { ann, PNG, TASKS, testService } from './service.ts';

const MEGABYTE = 1024 * 1024;

test('an image of 100 MB is taken by default, and comes to the engine whole', {
  timeout: 30_000,
}, async () => {
  const service = await testService();
  // Base64 of a PNG's head, then of nothing but zeros: 3 bytes of image are 4 of text.
  const head = Buffer.from(PNG, 'base64').subarray(0, 66).toString('base64');
  const zeros = 'A'.repeat(MEGABYTE);
  const total = 100_000_000;
  async function* body(): AsyncGenerator<Buffer> {
    yield Buffer.from(`{"settings":{"rotate":90},"image":"${head}`);
    let left = Math.floor((total - 66) / 3) * 4;
    for (; left > zeros.length; left -= zeros.length) yield Buffer.from(zeros);
    yield Buffer.from(`${zeros.slice(0, left)}"}`);
  }
  const answer = await service.as(ann, 'POST', TASKS, {
    headers: { 'content-type': 'application/json' },
    body: Readable.toWeb(Readable.from(body())) as ReadableStream,
    ...{ duplex: 'half' },
  });
  expect(answer.status).toBe(200);
  const { image, settings } = await service.engine.next();
  expect(settings).toMatchObject({ rotate: 90 });
  expect(image.byteLength).toBe(66 + Math.floor((total - 66) / 3) * 3);
  expect(image.subarray(0, 4)).toEqual(new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  expect(Buffer.alloc(image.byteLength - 66).equals(image.subarray(66))).toBe(true);
});
