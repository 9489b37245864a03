// Ways in: what people drop, paste and pick.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, letterPdf, listed, pick, receipt } from '../desk.ts';
import { greyTiff } from '../tiff.ts';
import { playground } from '../visit.ts';

const visit = playground();

/** Draws lines of text in the browser, and gives its pixels. */
async function printed(page: Page, width: number, height: number): Promise<Buffer> {
  const pixels = await page.evaluate(
    ([wide, high]) => {
      const canvas = new OffscreenCanvas(wide, high);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.fillStyle = 'white';
      context.fillRect(0, 0, wide, high);
      context.fillStyle = 'black';
      context.font = '28px serif';
      for (let line = 0; line < 4; line++)
        context.fillText('The quick brown fox jumps over it', 40, 80 + 40 * line);
      const { data } = context.getImageData(0, 0, wide, high);
      return [...data.filter((_, index) => index % 4 === 0)];
    },
    [width, height] as const,
  );
  return Buffer.from(pixels);
}

/** The picture's size as the browser knows it, and the size that its regions are counted in. */
async function sizes(page: Page): Promise<{ drawn: number[]; counted: number[] }> {
  return page.locator('img.picture').evaluate((element) => {
    const image = element as HTMLImageElement;
    return {
      drawn: [image.naturalWidth, image.naturalHeight],
      counted: [image.style.width, image.style.height].map(Number.parseFloat),
    };
  });
}

it('a picked file is shown and detected, and another one takes its place', async (context) => {
  const { page } = await visit(context);
  await pick(page, receipt);
  const first = await listed(page);
  expect(first.length).toBeGreaterThan(5);
  await pick(page, letterPdf);
  await page.getByText('letter.pdf').first().waitFor();
  expect(await listed(page)).not.toEqual(first);
});

it('a pasted picture is taken as it is', async (context) => {
  const { page } = await visit(context);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 300);
    const drawing = canvas.getContext('2d');
    if (drawing === null) throw new Error('no canvas');
    drawing.fillStyle = 'white';
    drawing.fillRect(0, 0, 600, 300);
    drawing.fillStyle = 'black';
    drawing.font = '40px serif';
    drawing.fillText('Pasted words', 60, 120);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': canvas.convertToBlob() })]);
  });
  await page.keyboard.press('Control+V');
  await done(page);
  await page.getByText('pasted.png').first().waitFor();
  expect(await listed(page)).toHaveLength(1);
});

it('of a PDF the first page is shown, and regions are in its points', async (context) => {
  const { page } = await visit(context);
  await pick(page, letterPdf);
  const { drawn, counted } = await sizes(page);
  expect(Math.max(...drawn)).toBeGreaterThan(2 * Math.max(...counted));
  expect((drawn[0] ?? 0) / (drawn[1] ?? 1)).toBeCloseTo((counted[0] ?? 0) / (counted[1] ?? 1), 2);
  const regions = await listed(page);
  expect(regions.length).toBeGreaterThan(0);
  for (const { right, bottom } of regions) {
    expect(right).toBeLessThanOrEqual((counted[0] ?? 0) + 1);
    expect(bottom).toBeLessThanOrEqual((counted[1] ?? 0) + 1);
  }
});

it('of a TIFF that the browser can not show there is a picture, and regions are in its own pixels', async (context) => {
  const { page } = await visit(context);
  // Wider than a picture of it may be.
  const [width, height] = [2200, 240];
  const buffer = greyTiff({ width, height, pixels: await printed(page, width, height) });
  await pick(page, { name: 'scan.tif', mimeType: 'image/tiff', buffer });
  expect(await sizes(page)).toEqual({ drawn: [2000, 218], counted: [width, height] });
  const [first] = await listed(page);
  expect(first?.left).toBeGreaterThan(30);
  expect(first?.left).toBeLessThan(60);
});

it('a photo that lies on its side lies under its regions as it was sent', async (context) => {
  const { page } = await visit(context);
  const jpeg = await readFile(receipt);
  // An EXIF segment that says: turn it by 90 degrees to see it upright.
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  const turned = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
  await pick(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: turned });
  const { counted } = await sizes(page);
  const box = await page.locator('img.picture').evaluate((image) => {
    const { width, height } = image.getBoundingClientRect();
    return width / height;
  });
  expect(box).toBeCloseTo((counted[0] ?? 0) / (counted[1] ?? 1), 2);
  // Else the browser would turn it, and the regions would lie on other words.
  const orientation = await page
    .locator('img.picture')
    .evaluate((image) => getComputedStyle(image).imageOrientation);
  expect(orientation).toBe('none');
});

it.for([
  ['notes.txt', 'text/plain', 'no image at all'],
  ['torn.pdf', 'application/pdf', '%PDF-1.7 and no more'],
  ['empty.png', 'image/png', ''],
] as const)(
  '%s is refused with a word why, and no task is made of it',
  async ([name, mimeType, text], context) => {
    const { page } = await visit(context, { mayLog: /Failed to load resource/ });
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Pick a file' }).click();
    const tasks: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/DetectRegions')) tasks.push(request.method());
    });
    await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(text) });
    const said = page.getByRole('alert').getByText(name);
    await said.waitFor();
    expect((await said.textContent())?.length).toBeGreaterThan(name.length + 10);
    expect(tasks).toEqual([]);
    await expectAccessible(page);
  },
);
