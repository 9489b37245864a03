// How the page looks: light, dark, on a phone; and the pictures of it in docs/playground, which `PLAYGROUND_PICTURES=1` draws anew.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, open, pick, rows } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();
const letter = fileURLToPath(new URL('../../../../../docs/pages/letter.jpg', import.meta.url));
const pictures = fileURLToPath(new URL('../../../../../docs/playground/', import.meta.url));

/** As good as is needed to read what is in it, and small enough for a repository. */
const QUALITY = 72;

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** The pictures that docs/playground.md shows. */
const shown = [
  'empty-light',
  'regions-light',
  'regions-dark',
  'compare-light',
  'copy-light',
  'regions-phone',
];

/** Draws a picture for the docs, when that is asked for. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PLAYGROUND_PICTURES !== '1' || !shown.includes(name)) return;
  await mkdir(pictures, { recursive: true });
  // The port is another one each time.
  await page.locator('.sign .host').evaluateAll((all) => {
    for (const host of all) host.textContent = '127.0.0.1:8707';
  });
  await page.screenshot({ path: `${pictures}${name}.jpg`, type: 'jpeg', quality: QUALITY });
}

/** How bright a colour is, 0 to 255, by its largest part. */
async function brightness(
  page: Page,
  selector: string,
  property: 'backgroundColor' | 'color',
): Promise<number> {
  return page.locator(selector).evaluate((element, name) => {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = getComputedStyle(element)[name];
    context.fillRect(0, 0, 1, 1);
    return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  }, property);
}

it.for(['light', 'dark'] as const)(
  'is %s where the system is, and accessible in each of its states',
  async (colorScheme, context) => {
    const { page } = await visit(context, { colorScheme, viewport: DESK, reducedMotion: 'reduce' });
    const [paper, ink] = [
      await brightness(page, 'body', 'backgroundColor'),
      await brightness(page, 'body', 'color'),
    ];
    if (colorScheme === 'light') expect([paper > 200, ink < 80]).toEqual([true, true]);
    else expect([paper < 55, ink > 180]).toEqual([true, true]);
    await expectAccessible(page);
    await picture(page, `empty-${colorScheme}`);

    await pick(page, letter);
    await rows(page).nth(7).click();
    await page.getByRole('application').focus();
    await page.keyboard.press('0');
    await expectAccessible(page);
    await picture(page, `regions-${colorScheme}`);

    await page.getByRole('button', { name: 'Reading order' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Reading order' }).click();
    await open(page, 'Settings');
    await expectAccessible(page);
    await page.locator('#setting-dsrMode').selectOption('LineDetector');
    await page.getByRole('slider', { name: /Divider/ }).waitFor();
    await done(page);
    await expectAccessible(page);
    await picture(page, `compare-${colorScheme}`);
    for (const name of ['Copy as', 'History', 'Regions'] as const) {
      await open(page, name);
      await expectAccessible(page);
      if (name === 'Copy as') await picture(page, `copy-${colorScheme}`);
    }
  },
);

it('the colours can be chosen, and the choice is kept', async (context) => {
  const { page } = await visit(context, { colorScheme: 'light' });
  const button = page.getByRole('button', { name: /^Colours/ });
  for (let i = 0; i < 3 && (await brightness(page, 'body', 'backgroundColor')) > 100; i++)
    await button.click();
  expect(await brightness(page, 'body', 'backgroundColor')).toBeLessThan(55);
  await page.reload();
  await button.waitFor();
  expect(await brightness(page, 'body', 'backgroundColor')).toBeLessThan(55);
});

it.for([
  ['a phone', PHONE, true],
  ['a small phone', { width: 320, height: 568 }, true],
  ['a tablet', { width: 820, height: 1180 }, true],
  ['a large screen', { width: 2560, height: 1440 }, false],
] as const)(
  'on %s nothing is cut off, and all can be reached',
  async ([name, viewport, hasTouch], context) => {
    const { page } = await visit(context, { viewport, hasTouch, reducedMotion: 'reduce' });
    const press = async (target: ReturnType<Page['locator']>): Promise<void> =>
      hasTouch ? target.tap() : target.click();
    await expectAccessible(page);
    await pick(page, letter);
    const fits = async (): Promise<void> => {
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth: wide, clientWidth: seen } = document.documentElement;
        return { scrollWidth: wide, clientWidth: seen };
      });
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    };
    await fits();
    if (name === 'a phone') await picture(page, 'regions-phone');
    for (const tab of ['Settings', 'Copy as', 'History', 'Regions'] as const) {
      await press(page.getByRole('tab', { name: tab }));
      await fits();
      await expectAccessible(page);
    }
    await rows(page).first().scrollIntoViewIfNeeded();
    await press(rows(page).first());
    await expect.poll(() => rows(page).first().getAttribute('aria-selected')).toBe('true');
    if (!hasTouch) return;
    // As large as fingers want them: what is pressed, and does not stand in a line of text.
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button')]
        .map((button) => ({
          text: button.getAttribute('aria-label') ?? button.textContent,
          box: button.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
  },
);
