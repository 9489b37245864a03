import type { Region } from '@detect-regions/regions';
import { expect, it } from 'vitest';
import {
  dragOnPicture,
  type Open,
  onScreen,
  picture,
  scaleOf,
  selectedPlace,
  settled,
  shownRegions,
} from './harness.ts';

const box = { left: 300, top: 400, right: 700, bottom: 800 };
const other = { left: 300, top: 1000, right: 700, bottom: 1100 };
const regions: readonly Region[] = [box, other];

/** Where the pointer lets go, as pixels of the screen, is not exactly where it was meant in pixels of the picture. */
function expectNear(region: Region | undefined, expected: Region, scale: number): void {
  for (const edge of ['left', 'top', 'right', 'bottom'] as const)
    expect(Math.abs((region?.[edge] ?? Number.NaN) - expected[edge]), edge).toBeLessThanOrEqual(
      1 + 1 / scale,
    );
}

/** How regions are changed. */
export function testEditing(open: Open): void {
  it('reshapes by the mouse, within the page, and undoes', async (test) => {
    const tab = await open(test, { regions });
    const scale = await scaleOf(tab);
    const { x, y } = await onScreen(tab, 500, 600);
    await tab.mouse.click(x, y);

    await dragOnPicture(tab, [700, 800], [900, 900]);
    const larger = { ...box, right: 900, bottom: 900 };
    expectNear((await shownRegions(tab))[0], larger, scale);

    await dragOnPicture(tab, [600, 650], [500, 600]);
    expectNear((await shownRegions(tab))[0], { left: 200, top: 350, right: 800, bottom: 850 }, scale);

    await dragOnPicture(tab, [200, 600], [-80, 600]);
    expect((await shownRegions(tab))[0]?.left).toBe(0);

    await tab.keyboard.press('Control+z');
    await tab.keyboard.press('Control+z');
    expectNear((await shownRegions(tab))[0], larger, scale);
    await tab.keyboard.press('Control+z');
    expect(await tab.evaluate(() => globalThis.playground.edited.value)).toBeNull();
    await tab.keyboard.press('Control+Shift+Z');
    expectNear((await shownRegions(tab))[0], larger, scale);
    await tab.getByRole('button', { name: 'Reset to what was detected' }).click();
    expect(await shownRegions(tab)).toEqual(regions);
  });

  it('reshapes by keys: one pixel, ten, and the size', async (test) => {
    const tab = await open(test, { regions });
    await tab.locator('.stage').focus();
    await tab.keyboard.press('n');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Shift+ArrowDown');
    await tab.keyboard.press('Alt+ArrowLeft');
    await tab.keyboard.press('Alt+Shift+ArrowDown');
    expect((await shownRegions(tab))[0]).toEqual({ left: 301, top: 410, right: 700, bottom: 820 });
    await expect
      .poll(() => tab.getByRole('status').textContent())
      .toBe('Region 1: left 301, top 410, right 700, bottom 820');
    await tab.keyboard.press('Delete');
    expect(await shownRegions(tab)).toEqual([other]);
    await tab.keyboard.press('Control+z');
    for (let times = 0; times < 4; times++) await tab.keyboard.press('Control+z');
    expect(await shownRegions(tab)).toEqual(regions);
  });

  it('draws a new region, by the mouse and by keys', async (test) => {
    const tab = await open(test, { regions });
    const scale = await scaleOf(tab);
    const add = tab.getByRole('button', { name: 'Add a region' });
    await add.click();
    expect(await add.getAttribute('aria-pressed')).toBe('true');
    // It begins on a region that is there: that one stays as it is.
    await dragOnPicture(tab, [650, 600], [1000, 1400]);
    const added = (await shownRegions(tab)).at(-1);
    expectNear(added, { left: 650, top: 600, right: 1000, bottom: 1400 }, scale);
    expect(await shownRegions(tab)).toEqual([...regions, added]);
    expect(await selectedPlace(tab)).toBe(2);
    expect(await add.getAttribute('aria-pressed')).toBe('false');

    await tab.locator('.stage').focus();
    await tab.keyboard.press('a');
    await tab.keyboard.press('Enter');
    const middle = (await shownRegions(tab))[3];
    expect(((middle?.left ?? 0) + (middle?.right ?? 0)) / 2).toBeCloseTo(picture.width / 2, -1);
    await tab.keyboard.press('a');
    await tab.keyboard.press('Escape');
    await dragOnPicture(tab, [900, 200], [1100, 300]);
    expect(await shownRegions(tab)).toHaveLength(4);
  });

  it('takes numbers, cuts them to the page, and keeps what is no number out', async (test) => {
    const tab = await open(test, { regions });
    await tab.getByRole('option').first().click();
    const left = tab.getByLabel('Left', { exact: true });
    expect(await left.inputValue()).toBe('300');
    await left.fill('320');
    await left.press('Enter');
    const bottom = tab.getByLabel('Bottom', { exact: true });
    await bottom.fill('99999');
    await bottom.press('Tab');
    expect((await shownRegions(tab))[0]).toEqual({ ...box, left: 320, bottom: picture.height });
    expect(await bottom.inputValue()).toBe(String(picture.height));
    await left.fill('');
    await left.press('Enter');
    expect(await left.inputValue()).toBe('320');
    await left.press('Control+z');
    expect((await shownRegions(tab))[0]).toEqual({ ...box, left: 320 });
  });

  it('copies the coordinates, and says so; also where the page may not use the clipboard', async (test) => {
    const tab = await open(test, { regions });
    await tab.getByRole('option').first().click();
    const copy = tab.getByRole('button', { name: 'Copy coordinates' });
    await copy.click();
    const notice = tab.getByRole('status');
    await expect.poll(() => notice.textContent()).toBe('Copied [300, 400, 700, 800]');
    expect(await notice.evaluate((one) => one.classList.contains('for-listeners'))).toBe(false);
    expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe('[300, 400, 700, 800]');

    await tab.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await tab.getByRole('option').nth(1).click();
    await tab.getByRole('listbox').press('c');
    await expect.poll(() => notice.textContent()).toBe('Copied [300, 1000, 700, 1100]');
    expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe('[300, 1000, 700, 1100]');
    expect(await tab.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  });

  it('nothing is changed by looking', async (test) => {
    const tab = await open(test, { regions });
    const { x, y } = await onScreen(tab, 500, 600);
    await tab.mouse.click(x, y);
    await tab.mouse.click(x, y);
    await tab.mouse.dblclick(x, y);
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('ArrowLeft');
    await settled(tab);
    expect(await tab.evaluate(() => globalThis.playground.edited.value)).toBeNull();
  });
}
