// Pictures of files that browsers can't show.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ann, PNG, type TestService, testService } from './service.ts';

const PREVIEW = '/playground/preview';
const letter = new URL('../../e2e/src/pdf/letter.pdf', import.meta.url);

/** A white TIFF of so many pixels, one bit each, not compressed. */
function whiteTiff(width: number, height: number): Buffer {
  const bytesOfRow = Math.ceil(width / 8);
  const [SHORT, LONG] = [3, 4];
  const tags = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 1],
    [259, SHORT, 1],
    // A bit that is set is white.
    [262, SHORT, 1],
    [273, LONG, 8],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, bytesOfRow * height],
  ] as const;
  const pixels = Buffer.alloc(bytesOfRow * height, 0xff);
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(8 + pixels.length, 4);
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length);
  for (const [index, [tag, type, value]] of tags.entries()) {
    const at = 2 + 12 * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([header, pixels, directory]);
}

async function preview(service: TestService, file: Uint8Array, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await service.token()}`;
  const answer = await fetch(service.url + PREVIEW, {
    method: 'POST',
    headers: { authorization, ...headers },
    body: Buffer.from(file),
  });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** The size that a PNG says it has. */
function sizeOf(png: Buffer): [width: number, height: number] {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('a preview', () => {
  test('of a PDF is a picture of its first page, and says how large that is in points', async () => {
    const service = await testService();
    const { answer, bytes } = await preview(service, await readFile(letter));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const [width, height] = sizeOf(bytes);
    const points = ['x-image-width', 'x-image-height'].map((name) => Number(answer.headers.get(name)));
    const [pointsWide = 0, pointsHigh = 0] = points;
    // As a scan of 200 dots per inch would be.
    expect(width).toBe(Math.round((pointsWide * 200) / 72));
    expect(height).toBe(Math.round((pointsHigh * 200) / 72));
  });

  test('of a TIFF is scaled down, and tells the pixels as sent', async () => {
    const service = await testService();
    const { answer, bytes } = await preview(service, whiteTiff(4000, 100));
    expect(sizeOf(bytes)).toEqual([2000, 50]);
    expect(answer.headers.get('x-image-width')).toBe('4000');
    expect(answer.headers.get('x-image-height')).toBe('100');
  });

  test('needs a token', async () => {
    const service = await testService();
    expect((await service.call('POST', PREVIEW, { body: 'x' })).status).toBe(401);
    expect((await service.call('GET', PREVIEW)).status).toBe(405);
  });

  test.each([
    ['what browsers show themselves', () => Buffer.from(PNG, 'base64'), 415],
    ['what is no image', () => Buffer.from('no image'), 415],
    ['nothing', () => Buffer.alloc(0), 415],
    ['a damaged PDF', () => Buffer.from('%PDF-1.7 and no more'), 400],
  ])('of %s is refused', async (_, make, status) => {
    const service = await testService();
    const { answer, bytes } = await preview(service, make());
    expect([answer.status, JSON.parse(bytes.toString()).status]).toEqual([status, status]);
  });

  test('of more pixels than an image may have is refused before it is drawn', async () => {
    const service = await testService({ limits: { pixels: 10_000 } });
    const { answer, bytes } = await preview(service, whiteTiff(400, 100));
    expect(answer.status).toBe(413);
    expect(JSON.parse(bytes.toString()).detail).toContain('400 x 100');
  });

  test('of more bytes than an image may have is refused', async () => {
    const service = await testService({ limits: { imageBytes: 1000 } });
    expect((await preview(service, whiteTiff(400, 100))).answer.status).toBe(413);
  });

  test('waits for no other: a third at a time is refused, and one that has ended makes room', async () => {
    const service = await testService();
    const authorization = `Bearer ${await service.token()}`;
    const open = [1, 2].map(() => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const answer = fetch(service.url + PREVIEW, {
        method: 'POST',
        headers: { authorization },
        body: readable,
        duplex: 'half',
      } as RequestInit);
      return { writer: writable.getWriter(), answer };
    });
    for (const { writer } of open) await writer.write(whiteTiff(8, 8));
    const third = async (): Promise<number> => (await preview(service, whiteTiff(8, 8))).answer.status;
    // The server takes the two when it comes to it.
    await expect.poll(third, { timeout: 30_000 }).toBe(503);
    for (const { writer } of open) await writer.close();
    for (const { answer } of open) expect((await answer).status).toBe(200);
    expect((await preview(service, whiteTiff(8, 8))).answer.status).toBe(200);
  });

  test('is drawn as sent: nothing of it goes to the engine or is kept', async () => {
    const service = await testService();
    await preview(service, whiteTiff(8, 8));
    expect(service.engine.calls).toEqual([]);
    expect(service.log.some(({ event }) => event === 'task.submitted')).toBe(false);
    expect(service.log.at(-1)).toMatchObject({ operation: 'playgroundPreview', clientId: ann.clientId });
  });
});
