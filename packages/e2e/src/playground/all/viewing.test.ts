// The picture and what lies over it: zoom, pan, order, what is shown, and changes.
import type { Page } from 'playwright-core';
import { expect, it, type TestContext } from 'vitest';
import { copyAs, inkAt, listed, middleOf, open, pick, type Rectangle, receipt, rows, view } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();

/** A page whose regions are there. */
async function detected(context: TestContext): Promise<{ page: Page; regions: Rectangle[] }> {
  // Nothing flies, so that the picture is where it will stay.
  const { page } = await visit(context, { reducedMotion: 'reduce' });
  await pick(page, receipt);
  return { page, regions: await listed(page) };
}

/** One that is there, or the test fails. */
function at<T>(all: readonly T[], index: number): T {
  const one = all.at(index);
  if (one === undefined) throw new Error(`there is no ${index}`);
  return one;
}

/** Where a region's left edge is on the screen, halfway down. */
async function leftEdge(page: Page, { left, top, bottom }: Rectangle): Promise<{ x: number; y: number }> {
  return (await view(page)).at(left, (top + bottom) / 2);
}

it('zooms by the wheel around the pointer, by buttons and by keys, and comes back to the whole page', async (context) => {
  const { page, regions } = await detected(context);
  const whole = await view(page);
  const target = middleOf(whole, at(regions, 2));
  await page.mouse.move(target.x, target.y);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await view(page)).scale).toBeGreaterThan(whole.scale * 1.4);
  const after = middleOf(await view(page), at(regions, 2));
  expect(Math.hypot(after.x - target.x, after.y - target.y)).toBeLessThan(2);

  const { scale } = await view(page);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await view(page)).scale).toBeCloseTo(scale * 1.25, 3);
  await page.getByRole('application').focus();
  await page.keyboard.press('-');
  await expect.poll(async () => (await view(page)).scale).toBeCloseTo(scale, 3);
  await page.keyboard.press('0');
  await expect.poll(async () => (await view(page)).scale).toBeCloseTo(whole.scale, 5);
  await expect(page.getByRole('button', { name: 'Fit the page' }).getAttribute('aria-pressed')).resolves.toBe(
    'true',
  );
});

it('pans by dragging, and by keys', async (context) => {
  const { page, regions } = await detected(context);
  await page.getByRole('application').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('+');
  const before = middleOf(await view(page), at(regions, 0));
  const { x, y, width, height } = (await page.getByRole('application').boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 30, y + height / 2 + 80, { steps: 4 });
  await page.mouse.up();
  const after = middleOf(await view(page), at(regions, 0));
  expect(after.y - before.y).toBeCloseTo(80, 0);
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => middleOf(await view(page), at(regions, 0)).y).toBeCloseTo(after.y - 60, 0);
});

it('list and picture are in step, from either side', async (context) => {
  const { page, regions } = await detected(context);
  const third = middleOf(await view(page), at(regions, 2));
  await page.mouse.move(third.x, third.y);
  await expect.poll(() => rows(page).nth(2).getAttribute('class')).toContain('hovered');
  expect(await page.locator('.region-row.hovered').count()).toBe(1);
  await page.mouse.click(third.x, third.y);
  await expect.poll(() => rows(page).nth(2).getAttribute('aria-selected')).toBe('true');

  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  const name = await page.getByRole('application').getByRole('img').getAttribute('aria-label');
  expect(name).toContain('Selected: Region 4');
  // What is selected has handles, which are painted beyond its edges.
  const corner = (await view(page)).at(at(regions, 3).left, at(regions, 3).top);
  expect(await inkAt(page, corner)).toBe(255);
});

it('regions are shown or not, numbered or not, and filled as strongly as one likes', async (context) => {
  const { page, regions } = await detected(context);
  const edge = await leftEdge(page, at(regions, 3));
  const inside = middleOf(await view(page), at(regions, 3));
  expect(await inkAt(page, edge)).toBeGreaterThan(100);
  const faint = await inkAt(page, inside);
  expect(faint).toBeGreaterThan(0);
  await page.getByRole('slider', { name: 'Fill' }).fill('80');
  await expect.poll(() => inkAt(page, inside)).toBeGreaterThan(faint + 100);
  await page.getByRole('button', { name: 'Regions', exact: true }).click();
  await expect.poll(() => inkAt(page, edge)).toBe(0);
  expect(await inkAt(page, inside)).toBe(0);
});

it('the reading order is a path from region to region', async (context) => {
  const { page, regions } = await detected(context);
  const now = await view(page);
  // Between the middles of two regions that follow each other, outside of both.
  const gaps = regions.slice(1).map((region, index) => {
    const [from, to] = [middleOf(now, at(regions, index)), middleOf(now, region)];
    const bottom = now.at(0, at(regions, index).bottom).y;
    const top = now.at(0, region.top).y;
    const share = ((bottom + top) / 2 - from.y) / (to.y - from.y);
    return { x: from.x + share * (to.x - from.x), y: (bottom + top) / 2, room: top - bottom };
  });
  const widest = at(
    gaps.toSorted((a, b) => b.room - a.room),
    0,
  );
  expect(await inkAt(page, widest)).toBe(0);
  await page.getByRole('button', { name: 'Reading order' }).click();
  await expect.poll(() => inkAt(page, widest)).toBeGreaterThan(50);
  await page.getByRole('button', { name: 'Reading order' }).click();
  await expect.poll(() => inkAt(page, widest)).toBe(0);
});

it('coordinates are copied as the API has them', async (context) => {
  const { page, regions } = await detected(context);
  await rows(page).nth(1).click();
  await page.getByRole('button', { name: 'Copy coordinates' }).click();
  const { left, top, right, bottom } = at(regions, 1);
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`[${left}, ${top}, ${right}, ${bottom}]`);
});

it('an edge that is dragged changes the list and every export, and undo takes it back', async (context) => {
  const { page, regions } = await detected(context);
  const place = 3;
  const original = at(regions, place);
  const exports = {
    json: await copyAs(page, 'JSON'),
    csv: await copyAs(page, 'CSV'),
    hocr: await copyAs(page, 'hOCR'),
  };
  await open(page, 'Regions');
  const now = await view(page);
  const middle = middleOf(now, original);
  await page.mouse.click(middle.x, middle.y);
  const edge = now.at(original.right, (original.top + original.bottom) / 2);
  const dragged = Math.round(20 * now.scale);
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x - dragged, edge.y, { steps: 5 });
  await page.mouse.up();
  const changed = at(await listed(page), place);
  expect(changed).toMatchObject({ left: original.left, top: original.top, bottom: original.bottom });
  expect(Math.abs(original.right - changed.right - 20)).toBeLessThan(4);

  const json = await copyAs(page, 'JSON');
  expect(json).not.toBe(exports.json);
  expect(json.replaceAll(/\s/g, '')).toContain(String(changed.right));
  expect(await copyAs(page, 'CSV')).not.toBe(exports.csv);
  expect(await copyAs(page, 'hOCR')).not.toBe(exports.hocr);

  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await copyAs(page, 'JSON')).toBe(exports.json);
  await open(page, 'Regions');
  expect(await listed(page)).toEqual(regions);
});

it('regions are drawn, typed over, and deleted', async (context) => {
  const { page, regions } = await detected(context);
  const now = await view(page);
  await page.getByRole('button', { name: 'Add a region' }).click();
  const [from, to] = [now.at(20, 20), now.at(120, 50)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await listed(page)).length).toBe(regions.length + 1);

  await page.getByRole('spinbutton', { name: 'Left' }).fill('7');
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await listed(page)).some(({ left }) => left === 7)).toBe(true);

  await page.getByRole('button', { name: 'Delete region' }).click();
  await expect.poll(() => listed(page)).toEqual(regions);
});
