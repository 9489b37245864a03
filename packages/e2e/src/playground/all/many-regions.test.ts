// Ten thousand regions on a page.
import { encodeRegions } from '@detect-regions/regions';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { copyAs, open, pick, receipt, rows } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();

const COUNT = 10_000;

/** A sheet of small boxes, 100 in a row, on the receipt's 640 x 1324 pixels. */
const regions = Array.from({ length: COUNT }, (_, index) => {
  const left = 5 + 6.2 * (index % 100);
  const top = 5 + 13 * Math.floor(index / 100);
  return { left, top, right: left + 5, bottom: top + 10 };
});

it('stay smooth: few elements, and a frame is drawn whenever the picture moves', async (context) => {
  const { page } = await visit(context, { reducedMotion: 'reduce' });
  await page.route('**/DetectRegions?id=*', async (route) => {
    const id = new URL(route.request().url()).searchParams.get('id');
    await route.fulfill({
      json: {
        id,
        taskStatus: 'Completed',
        responseStatusCode: 'Ok',
        results: [{ type: 'Other', data: encodeRegions(regions) }],
      },
    });
  });
  await pick(page, receipt);
  await page.getByRole('heading', { name: `${COUNT} regions` }).waitFor();
  await page.getByRole('button', { name: 'Reading order' }).click();
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(600);
  await expectAccessible(page);

  const stage = page.getByRole('application');
  const { x = 0, y = 0, width = 0, height = 0 } = (await stage.boundingBox()) ?? {};
  await page.evaluate(() => {
    const times: number[] = [];
    const next = (time: number): void => {
      times.push(time);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(globalThis, { frameTimes: times });
  });
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let i = 0; i < 10; i++) await page.mouse.wheel(0, -60);
  await page.mouse.down();
  for (let i = 0; i < 30; i++) await page.mouse.move(x + width / 2 + 6 * i, y + height / 2 + 4 * i);
  await page.mouse.up();
  for (let i = 0; i < 30; i++) await page.mouse.move(x + 100 + 9 * i, y + 100 + 5 * i);
  const gaps = await page.evaluate(() => {
    const { frameTimes: times } = globalThis as unknown as { frameTimes: number[] };
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
  });
  const sorted = gaps.toSorted((a, b) => a - b);
  const share = (part: number): string =>
    `${(sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0)} ms`;
  process.stderr.write(
    `${COUNT} regions, while the picture is zoomed, dragged and pointed at: frames ${share(0.5)} apart, ` +
      `19 of 20 within ${share(0.95)}, all within ${share(1)} (${gaps.length} frames)\n`,
  );
  expect(gaps.length).toBeGreaterThan(10);

  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect.poll(() => rows(page).last().getAttribute('aria-posinset')).toBe(String(COUNT));
  expect(JSON.parse(await copyAs(page, 'JSON')).regions).toHaveLength(COUNT);
  await open(page, 'Regions');
});
