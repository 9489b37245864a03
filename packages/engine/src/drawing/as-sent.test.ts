import { describe, expect, it } from 'vitest';
import { invert, mapPoint, orienting } from '../image/frame.ts';
import { turn } from '../image/turn.ts';
import { asSent } from './as-sent.ts';

/** Every pixel of another colour. */
const sent = {
  width: 3,
  height: 2,
  data: Uint8Array.from([250, 0, 0, 0, 250, 0, 0, 0, 250, 250, 250, 0, 0, 250, 250, 250, 0, 250]),
};

describe('asSent', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('undoes the EXIF orientation %i', async (orientation) => {
    const { width, height, map } = orienting(orientation, sent.width, sent.height);
    const data = new Uint8Array(sent.data.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = mapPoint(invert(map), { x: x + 0.5, y: y + 0.5 });
        const pixel = 3 * (Math.floor(from.y) * sent.width + Math.floor(from.x));
        data.set(sent.data.subarray(pixel, pixel + 3), 3 * (y * width + x));
      }
    }
    const back = await asSent({ width, height, data }, map, sent);
    expect([back.width, back.height, ...back.data]).toEqual([3, 2, ...sent.data]);
  });

  it('undoes scaling', async () => {
    const half = { width: 2, height: 1, data: Uint8Array.from([0, 0, 0, 255, 255, 255]) };
    const back = await asSent(half, { a: 0.5, b: 0, c: 0, d: 0.5, e: 0, f: 0 }, { width: 4, height: 2 });
    expect([back.width, back.height]).toEqual([4, 2]);
    expect([back.data[0], back.data[9]]).toEqual([0, 255]);
  });

  it('undoes a quarter turn', async () => {
    const { image, placement } = await turn(sent, 90, [255, 255, 255]);
    expect((await asSent(image, placement.map, sent)).data).toEqual(Buffer.from(sent.data));
  });
});
