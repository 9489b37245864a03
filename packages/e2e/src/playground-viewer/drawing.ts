import type { Region } from '@detect-regions/regions';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Open, onScreen, selectedPlace, settled } from './harness.ts';

const regions: readonly Region[] = [
  { left: 100, top: 200, right: 1140, bottom: 700 },
  { left: 100, top: 900, right: 1140, bottom: 1500 },
];
const before: readonly Region[] = [{ left: 100, top: 200, right: 1140, bottom: 1500 }];

/** How many pixels of the canvas of the regions have a colour, left and right of a point of the screen. */
async function countColour(
  tab: Page,
  colour: readonly [red: number, green: number, blue: number],
  x: number,
): Promise<{ left: number; right: number }> {
  await settled(tab);
  return tab.evaluate(
    ({ wanted, at }) => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      const count = { left: 0, right: 0 };
      if (canvas === null || pixels === undefined) return count;
      const border = at - canvas.getBoundingClientRect().left;
      for (let index = 0; index < pixels.data.length; index += 4) {
        if (pixels.data[index + 3] !== 255) continue;
        if (wanted.some((value, channel) => pixels.data[index + channel] !== value)) continue;
        count[(index / 4) % canvas.width < border ? 'left' : 'right']++;
      }
      return count;
    },
    { wanted: colour, at: x },
  );
}

const blue = [0x14, 0x58, 0xb8] as const;
const brown = [0x8a, 0x3d, 0x00] as const;
const green = [0x0b, 0x6b, 0x4f] as const;

/** What is drawn, and when. */
export function testDrawing(open: Open): void {
  it('shows before on the left of the divider, after on its right', async (test) => {
    const tab = await open(test, { regions, before });
    const slider = tab.getByRole('slider', { name: 'Divider' });
    const knob = await slider.boundingBox();
    if (knob === null) throw new Error('no divider');
    const middle = knob.x + knob.width / 2;
    const earlier = await countColour(tab, brown, middle);
    const now = await countColour(tab, blue, middle);
    expect(earlier.left).toBeGreaterThan(200);
    expect(earlier.right).toBe(0);
    expect(now.right).toBeGreaterThan(200);
    expect(now.left).toBe(0);

    await tab.mouse.move(middle, knob.y + knob.height / 2);
    await tab.mouse.down();
    await tab.mouse.move(middle - 100, knob.y + 10);
    await tab.mouse.up();
    expect((await countColour(tab, blue, middle)).left).toBeGreaterThan(50);
    const moved = await slider.boundingBox();
    expect(moved?.x).toBeCloseTo(knob.x - 100, 0);

    await slider.focus();
    await tab.keyboard.press('End');
    expect(await slider.getAttribute('aria-valuetext')).toBe('100 % before, 0 % after');
    expect((await countColour(tab, blue, middle)).right).toBe(0);
    await tab.keyboard.press('ArrowLeft');
    await tab.keyboard.press('Shift+ArrowLeft');
    expect(await slider.getAttribute('aria-valuenow')).toBe('89');

    await tab.locator('.stage').focus();
    await tab.keyboard.press('b');
    expect(await tab.getByRole('button', { name: 'Before' }).getAttribute('aria-pressed')).toBe('true');
    expect(await countColour(tab, blue, middle)).toEqual({ left: 0, right: 0 });
    await tab.keyboard.press('b');
    expect(await countColour(tab, brown, middle)).toEqual({ left: 0, right: 0 });
    expect(await slider.count()).toBe(0);
  });

  it('switches regions and the reading order on and off', async (test) => {
    const tab = await open(test, { regions });
    expect((await countColour(tab, blue, 0)).right).toBeGreaterThan(400);
    expect((await countColour(tab, green, 0)).right).toBe(0);
    const order = tab.getByRole('button', { name: 'Reading order' });
    await order.click();
    expect(await order.getAttribute('aria-pressed')).toBe('true');
    expect((await countColour(tab, green, 0)).right).toBeGreaterThan(200);
    await tab.getByRole('button', { name: 'Regions', exact: true }).click();
    expect(await countColour(tab, blue, 0)).toEqual({ left: 0, right: 0 });
    const { x, y } = await onScreen(tab, 500, 400);
    await tab.mouse.click(x, y);
    expect(await selectedPlace(tab)).toBeNull();
  });

  it('draws ten thousand regions when something changed, once a frame, and no more than that', async (test) => {
    const many: Region[] = [];
    for (let row = 0; row < 125; row++)
      for (let column = 0; column < 80; column++)
        many.push({
          left: 20 + column * 15,
          top: 20 + row * 13,
          right: 32 + column * 15,
          bottom: 29 + row * 13,
        });
    const tab = await open(test, { regions: many });
    const drawn = () => tab.evaluate(() => ({ ...globalThis.drawn }));
    expect(await tab.getByRole('option').count()).toBeLessThan(60);

    await settled(tab);
    const idle = await drawn();
    await settled(tab);
    expect(await drawn()).toEqual(idle);

    // A pointer that passes over them redraws the marks alone.
    const start = await onScreen(tab, 30, 24);
    for (let step = 0; step < 20; step++) await tab.mouse.move(start.x + step * 11, start.y + step * 9);
    await settled(tab);
    const hovered = await drawn();
    expect(hovered.regions).toBe(idle.regions);
    expect(hovered.marks).toBeGreaterThan(idle.marks);

    // However many events there are in a frame, it is drawn once.
    const frames = await tab.evaluate(async () => {
      const stage = document.querySelector('.stage');
      let seen = 0;
      for (let frame = 0; frame < 5; frame++) {
        for (let turn = 0; turn < 10; turn++)
          stage?.dispatchEvent(new WheelEvent('wheel', { deltaY: -3, bubbles: true, cancelable: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        seen++;
      }
      return seen;
    });
    await settled(tab);
    const zoomed = await drawn();
    expect(zoomed.regions - hovered.regions).toBeGreaterThan(0);
    expect(zoomed.regions - hovered.regions).toBeLessThanOrEqual(frames + 1);

    await tab.getByRole('listbox').focus();
    await tab.keyboard.press('End');
    expect(await selectedPlace(tab)).toBe(9999);
    const last = tab.getByRole('option', { selected: true });
    expect(await last.getAttribute('aria-posinset')).toBe('10000');
    await expect.poll(async () => (await last.boundingBox())?.y ?? 9999).toBeLessThan(700);
    expect(await tab.getByRole('option').count()).toBeLessThan(60);
    const { x, y } = await onScreen(tab, 20 + 79 * 15 + 6, 20 + 124 * 13 + 4);
    await tab.mouse.move(x, y);
    expect(await tab.evaluate(() => globalThis.playground.hovered.value)).toBe(9999);
  });
}
