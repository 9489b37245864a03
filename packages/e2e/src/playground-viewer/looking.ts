import type { Region } from '@detect-regions/regions';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { isFull } from '../is-full.ts';
import { type Open, onScreen, picture, scaleOf, selectedPlace, settled } from './harness.ts';

const column = { left: 100, top: 300, right: 600, bottom: 1500 };
const line = { left: 120, top: 500, right: 560, bottom: 560 };
const foot = { left: 600, top: 1600, right: 700, bottom: 1620 };
const regions: readonly Region[] = [column, line, foot];

/** How the picture is looked at, and regions are chosen. */
export function testLooking(open: Open): void {
  it('fits the page, zooms where the wheel is, pans by dragging, and comes back', async (test) => {
    const tab = await open(test, { regions });
    const stage = await tab.locator('.stage').boundingBox();
    const whole = await tab.locator('img.picture').boundingBox();
    if (stage === null || whole === null) throw new Error('nothing to see');
    expect(whole.y).toBeGreaterThanOrEqual(stage.y);
    expect(whole.y + whole.height).toBeLessThanOrEqual(stage.y + stage.height);
    expect(whole.x + whole.width / 2).toBeCloseTo(stage.x + stage.width / 2, 0);

    const point = await onScreen(tab, 900, 700);
    await tab.mouse.move(point.x, point.y);
    await tab.mouse.wheel(0, -600);
    await expect.poll(() => scaleOf(tab)).toBeGreaterThan((whole.width / picture.width) * 2);
    const zoomed = await onScreen(tab, 900, 700);
    // Wheels turn at whole pixels of the screen; what is beside them moves away.
    expect(Math.hypot(zoomed.x - point.x, zoomed.y - point.y)).toBeLessThan(3);

    await tab.mouse.down();
    await tab.mouse.move(point.x - 50, point.y + 30);
    await tab.mouse.up();
    const panned = await onScreen(tab, 900, 700);
    expect([panned.x - zoomed.x, panned.y - zoomed.y].map(Math.round)).toEqual([-50, 30]);
    expect(await selectedPlace(tab)).toBeNull();

    await tab.keyboard.press('+');
    expect(await scaleOf(tab)).toBeGreaterThan((whole.width / picture.width) * 3);
    await tab.keyboard.press('0');
    await settled(tab);
    expect(await tab.locator('img.picture').boundingBox()).toEqual(whole);

    await tab.setViewportSize({ width: 900, height: 500 });
    await expect.poll(async () => (await tab.locator('img.picture').boundingBox())?.height).toBeLessThan(410);
    await tab.getByRole('button', { name: 'Fit the width' }).click();
    const wide = await tab.locator('img.picture').boundingBox();
    expect(wide?.width).toBeCloseTo(500 - 48, 0);
  });

  it('shows the pixels of the picture as squares from near, and asks for none to be turned', async (test) => {
    const tab = await open(test, { regions });
    const image = tab.locator('img.picture');
    const style = (name: string) =>
      image.evaluate((one, key) => getComputedStyle(one).getPropertyValue(key), name);
    expect(await style('image-orientation')).toBe('none');
    expect(await style('image-rendering')).toBe('auto');
    await tab.locator('.stage').focus();
    for (let times = 0; times < 12; times++) await tab.keyboard.press('+');
    await settled(tab);
    expect(await style('image-rendering')).toBe('pixelated');
  });

  it('selects in step with the list, the smallest region under the pointer', async (test) => {
    const tab = await open(test, { regions });
    const inLine = await onScreen(tab, 300, 530);
    await tab.mouse.move(inLine.x, inLine.y);
    expect(await tab.evaluate(() => globalThis.playground.hovered.value)).toBe(1);
    await expect.poll(() => tab.locator('.region-row.hovered').getAttribute('data-place')).toBe('1');
    await tab.mouse.click(inLine.x, inLine.y);
    const list = tab.getByRole('listbox');
    await expect.poll(() => list.getAttribute('aria-activedescendant')).toBe('region-1');
    expect(await tab.getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe('2');
    await expect
      .poll(() => tab.getByRole('status').textContent())
      .toBe('Region 2 of 3, left 120, top 500, right 560, bottom 560, 440 by 60 pixels');
    expect(await tab.getByRole('img').getAttribute('aria-label')).toContain('Selected: Region 2 of 3');

    // The line under the number at the foot is too small to read: it is zoomed to.
    const before = await scaleOf(tab);
    await tab.getByRole('option').nth(2).click();
    expect(await scaleOf(tab)).toBeGreaterThan(before * 2);
    const foot = await onScreen(tab, 650, 1610);
    await tab.mouse.move(foot.x, foot.y);
    expect(await tab.evaluate(() => globalThis.playground.hovered.value)).toBe(2);
  });

  it('goes through the regions by keys, in the list and on the picture', async (test) => {
    const tab = await open(test, { regions });
    await tab.getByRole('listbox').focus();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    expect(await selectedPlace(tab)).toBe(1);
    await tab.keyboard.press('End');
    expect(await selectedPlace(tab)).toBe(2);
    await tab.locator('.stage').focus();
    await tab.keyboard.press('n');
    expect(await selectedPlace(tab)).toBe(0);
    await tab.keyboard.press('p');
    await tab.keyboard.press('p');
    expect(await selectedPlace(tab)).toBe(1);
    await tab.keyboard.press('0');
    const far = await scaleOf(tab);
    await tab.keyboard.press('Enter');
    expect(await scaleOf(tab)).toBeGreaterThan(far);
    await tab.keyboard.press('Escape');
    expect(await selectedPlace(tab)).toBeNull();
  });

  it('ends where the last region is, however fast the regions are gone through', async (test) => {
    // The first is too small to read, and is flown to; the second is in sight from where that flight begins.
    const small = { left: 20, top: 20, right: 60, bottom: 24 };
    const large = { left: 700, top: 1300, right: 1200, bottom: 1700 };
    const tab = await open(test, { regions: [small, large], reducedMotion: 'no-preference' });
    await tab.getByRole('listbox').evaluate((list) => {
      for (let times = 0; times < 2; times++)
        list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    });
    expect(await selectedPlace(tab)).toBe(1);
    const stage = await tab.locator('.stage').boundingBox();
    if (stage === null) throw new Error('no stage');
    const bottom = async () => (await onScreen(tab, 1200, 1700)).y;
    // It flies: it is there when it no longer moves.
    const seen: number[] = [];
    await expect
      .poll(async () => {
        seen.push(await bottom());
        return seen.length > 2 && seen.at(-1) === seen.at(-2) && seen.at(-2) === seen.at(-3);
      })
      .toBe(true);
    const { x, y } = await onScreen(tab, 1200, 1700);
    expect(x).toBeLessThanOrEqual(stage.x + stage.width);
    expect(y).toBeLessThanOrEqual(stage.y + stage.height);
    expect((await onScreen(tab, 700, 1300)).y).toBeGreaterThanOrEqual(stage.y);
  });

  it('moves by the space bar and by the middle button over a selected region, and changes nothing', async (test) => {
    const tab = await open(test, { regions });
    const { x, y } = await onScreen(tab, 300, 900);
    await tab.mouse.click(x, y);
    expect(await selectedPlace(tab)).toBe(0);
    for (const middle of [false, true]) {
      const button = middle ? 'middle' : 'left';
      const from = await onScreen(tab, 0, 0);
      if (!middle) await tab.keyboard.down(' ');
      await tab.mouse.move(x, y);
      await tab.mouse.down({ button });
      await tab.mouse.move(x + 40, y + 20);
      await tab.mouse.up({ button });
      if (!middle) await tab.keyboard.up(' ');
      const to = await onScreen(tab, 0, 0);
      expect([to.x - from.x, to.y - from.y].map(Math.round)).toEqual([40, 20]);
    }
    expect(await tab.evaluate(() => globalThis.playground.edited.value)).toBeNull();
  });

  it('zooms between two fingers, selects by a tap', async (test) => {
    const tab = await open(test, {
      regions,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const before = await scaleOf(tab);
    const { x, y } = await onScreen(tab, 300, 900);
    await tab.touchscreen.tap(x, y);
    await expect.poll(() => selectedPlace(tab)).toBe(0);
    const fingers = await tab.context().newCDPSession(tab);
    const touch = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number; id: number }[]
    ) => fingers.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', { x: x - 20, y, id: 0 });
    await touch('touchStart', { x: x - 20, y, id: 0 }, { x: x + 20, y, id: 1 });
    for (let away = 30; away <= 60; away += 10)
      await touch('touchMove', { x: x - away, y, id: 0 }, { x: x + away, y, id: 1 });
    await touch('touchEnd');
    expect((await scaleOf(tab)) / before).toBeCloseTo(3, 0);
    const held = await onScreen(tab, 300, 900);
    expect(Math.hypot(held.x - x, held.y - y)).toBeLessThan(12);
    const sizes = await tab
      .locator('button, input[type=number], .divider, [role=option]')
      .evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]),
      );
    for (const side of sizes.flat()) expect(side).toBeGreaterThanOrEqual(24);
  });

  it.runIf(isFull)('has nothing that axe finds, in both colour schemes', async (test) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await open(test, { regions, before: [column], colorScheme });
      await tab.getByRole('option').first().click();
      await tab.evaluate(axe.source);
      const found = await tab.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
          // The harness has no headings and no landmarks of a page.
          rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
        });
        return violations.map(({ id, nodes }) => ({
          id,
          where: nodes.map(({ html }) => html.slice(0, 200)),
        }));
      });
      expect(found).toEqual([]);
    }
  });
}
