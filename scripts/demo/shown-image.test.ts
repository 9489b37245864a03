import sharp from 'sharp';
import { expect, it } from 'vitest';
import { shownImage } from './shown-image.ts';

const picture = sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } });

function page(bytes: Uint8Array, extension: string): Parameters<typeof shownImage>[0] {
  return { label: 'x', name: 'x', extension, bytes: new Uint8Array(bytes) };
}

it('shows an upright image as it is', async () => {
  const given = page(await picture.clone().png().toBuffer(), '.png');
  expect(await shownImage(given)).toEqual({ extension: '.png', bytes: given.bytes });
});

it.each([
  [
    'an image that browsers would turn',
    () => picture.clone().jpeg().withMetadata({ orientation: 6 }),
    '.JPEG',
  ],
  ['an image that browsers do not show', () => picture.clone().tiff(), '.tif'],
])('shows %s as a JPEG with its pixels as stored', async (_case, make, extension) => {
  const shown = await shownImage(page(await make().toBuffer(), extension));
  expect(shown.extension).toBe('.jpg');
  const { format, width, height, orientation } = await sharp(shown.bytes).metadata();
  expect({ format, width, height, orientation }).toEqual({ format: 'jpeg', width: 20, height: 10 });
});

it('leaves alone what it can not read', async () => {
  const given = page(new TextEncoder().encode('BM'), '.bmp');
  expect(await shownImage(given)).toEqual({ extension: '.bmp', bytes: given.bytes });
});
