// The whole way without a pointer.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, listed } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();

/** What has the focus: its role or tag, and its name. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return `${element?.getAttribute('role') ?? element?.tagName.toLowerCase()}: ${name.trim().slice(0, 60)}`;
  });
}

/** Presses Tab until what has the focus is as asked for; everything on the way can be seen to have it. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const way: string[] = [];
  while (way.length < 60) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    way.push(now);
    const ring = await page.evaluate(() => {
      // Or around what is drawn for it.
      return [undefined, '::after'].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(
          document.activeElement ?? document.body,
          part,
        );
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
      });
    });
    // At the end of the page it is the browser's turn.
    if (!now.startsWith('body:')) expect([now, ring]).toEqual([now, true]);
    if (wanted.test(now)) return;
  }
  throw new Error(`not by Tab: ${String(wanted)}; there are ${way.join(' | ')}`);
}

it('from an empty desk to a changed region that is copied', async (context) => {
  const { page } = await visit(context);
  await tabTo(page, /^button: Try a sample/);
  await page.keyboard.press('Enter');
  await done(page);
  const regions = await listed(page);
  expect(regions.length).toBeGreaterThan(5);

  // Settings, by their number: one is changed, and it runs again.
  await page.keyboard.press('2');
  await expect
    .poll(() => page.getByRole('tab', { name: 'Settings' }).getAttribute('aria-selected'))
    .toBe('true');
  await tabTo(page, /^select: .*Regions/);
  await page.keyboard.type('Line');
  await page.keyboard.press('Enter');
  await page.getByRole('slider', { name: /Divider/ }).waitFor();
  await done(page);

  // The picture: go through the regions, move one, copy it.
  await page.keyboard.press('Escape');
  await tabTo(page, /^application:/);
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  const described = async (): Promise<string> =>
    String(await page.getByRole('application').getByRole('img').getAttribute('aria-label'));
  await expect.poll(described).toContain('Selected: Region 2');
  const [, left] = /Region 2 of \d+, left (\d+)/.exec(await described()) ?? [];
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(described).toContain(`left ${Number(left) + 10}`);
  await page.keyboard.press('c');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(new RegExp(`^\\[${Number(left) + 10}, `));
  await page.keyboard.press('Control+z');
  await expect.poll(described).toContain(`left ${left},`);

  // The divider between before and after.
  await tabTo(page, /^slider: Divider/);
  const divider = page.getByRole('slider', { name: /Divider/ });
  const before = Number(await divider.getAttribute('aria-valuenow'));
  await page.keyboard.press('PageUp');
  expect(Number(await divider.getAttribute('aria-valuenow'))).toBe(before + 10);

  // Arrows go from tab to tab of the panel.
  await tabTo(page, /^tab: Settings/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toMatch(/^tab: Copy as/);
  await expectAccessible(page);
});

it('the help says which keys there are, and Escape leads back to where one was', async (context) => {
  const { page } = await visit(context);
  await tabTo(page, /^button: Pick a file/);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toMatch(/^button: Pick a file/);
});

it('the first stop of Tab leads past the head of the page', async (context) => {
  const { page } = await visit(context);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/^a: Skip/);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
});
