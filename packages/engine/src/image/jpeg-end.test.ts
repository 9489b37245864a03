import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { reachesJpegEnd } from './jpeg-end.ts';

const noise = sharp({
  create: {
    width: 64,
    height: 64,
    channels: 3,
    background: '#808080',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
});

describe('reachesJpegEnd', () => {
  it.each([{}, { progressive: true }, { optimiseCoding: false, quality: 100 }])(
    'is true for a whole file (%o), whatever follows, and false for every cut',
    async (form) => {
      const file = await noise
        .clone()
        .withExif({ IFD0: { Copyright: 'me' } })
        .jpeg(form)
        .toBuffer();
      expect(reachesJpegEnd(file)).toBe(true);
      const film = Buffer.from('ftyp\xff\xda\0\0 and no end', 'latin1');
      expect(reachesJpegEnd(Buffer.concat([file, film]))).toBe(true);
      for (let length = 0; length < file.length; length++) {
        if (reachesJpegEnd(file.subarray(0, length))) expect.fail(`cut at ${length} of ${file.length}`);
      }
    },
  );

  it('does not take the end of a picture inside a segment for that of the file', () => {
    const thumbnail = Buffer.from('ffd8ffe1000affd8ffda0000ffd9', 'hex');
    expect(reachesJpegEnd(thumbnail)).toBe(false);
    expect(reachesJpegEnd(Buffer.concat([thumbnail, Buffer.from('ffd9', 'hex')]))).toBe(true);
  });

  it('skips restart marks, stuffed bytes and fill bytes', () => {
    expect(reachesJpegEnd(Buffer.from('ffd8ffda000201ff00ffd7ffffffd9', 'hex'))).toBe(true);
  });
});
