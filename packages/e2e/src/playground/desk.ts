import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

/** A page with some lines, which the engine reads in no time. */
export const receipt: string = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));

/** A letter as PDF, of one page. */
export const letterPdf: string = fileURLToPath(new URL('../pdf/letter.pdf', import.meta.url));

/** A rectangle in pixels, as the list shows it. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Picks a file as a person does, and waits for its regions. */
export async function pick(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(file);
  await done(page);
}

/** Waits until the task is done. */
export async function done(page: Page): Promise<void> {
  await page.locator('.task.done').waitFor();
}

/** Drops a file on the page. */
export async function drop(page: Page, path: string, type: string): Promise<void> {
  const base64 = await readFile(path, 'base64');
  const name = path.split('/').at(-1) ?? '';
  const transfer = await page.evaluateHandle(
    ([text, fileName, mediaType]) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName, { type: mediaType }));
      return data;
    },
    [base64, name, type] as const,
  );
  for (const event of ['dragover', 'drop'])
    await page.dispatchEvent('main', event, { dataTransfer: transfer });
}

/** The rows of the list of regions that are in sight. */
export function rows(page: Page): Locator {
  return page.getByRole('option').and(page.locator('[data-place]'));
}

/** The regions as the list has them, those in sight. */
export async function listed(page: Page): Promise<Rectangle[]> {
  const texts = await rows(page).evaluateAll((all) =>
    all
      .sort((a, b) => Number((a as HTMLElement).dataset.place) - Number((b as HTMLElement).dataset.place))
      .map((row) =>
        [...row.querySelectorAll(':scope > span')]
          .slice(1, 5)
          .map((cell) => Number(/[\d.]+$/.exec(cell.textContent))),
      ),
  );
  return texts.map(([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom }));
}

/** Where points of the picture are on the screen, and how large a pixel of it is. */
export interface View {
  readonly scale: number;
  at(x: number, y: number): { readonly x: number; readonly y: number };
}

/** How the picture is looked at now. */
export async function view(page: Page): Promise<View> {
  const { x, y, scale } = await page.locator('img.picture').evaluate((image) => {
    const { left, top, width } = image.getBoundingClientRect();
    return { x: left, y: top, scale: width / Number.parseFloat((image as HTMLElement).style.width) };
  });
  return { scale, at: (px, py) => ({ x: x + px * scale, y: y + py * scale }) };
}

/** The middle of a rectangle on the screen. */
export function middleOf({ at }: View, { left, top, right, bottom }: Rectangle): { x: number; y: number } {
  return at((left + right) / 2, (top + bottom) / 2);
}

/** How much is painted over the picture around a point of the screen, 0 to 255, in either layer. */
export async function inkAt(page: Page, point: { x: number; y: number }): Promise<number> {
  return page.evaluate(({ x, y }) => {
    const reach = 2;
    let most = 0;
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas.layer')) {
      const { left, top, width } = canvas.getBoundingClientRect();
      const factor = canvas.width / width;
      const context = canvas.getContext('2d');
      const size = 2 * reach + 1;
      const from = [(x - left) * factor - reach, (y - top) * factor - reach].map(Math.round);
      const pixels = context?.getImageData(from[0] ?? 0, from[1] ?? 0, size, size).data ?? [];
      for (let i = 3; i < pixels.length; i += 4) most = Math.max(most, pixels[i] ?? 0);
    }
    return most;
  }, point);
}

/** Goes to a part of the panel. */
export async function open(page: Page, name: 'Regions' | 'Settings' | 'Copy as' | 'History'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Puts one of the things to copy on the clipboard, and gives what is there. */
export async function copyAs(page: Page, label: string): Promise<string> {
  await open(page, 'Copy as');
  await page.getByRole('radio', { name: label, exact: true }).check();
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('tabpanel').getByRole('button', { name: 'Copy', exact: true }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return page.evaluate(() => navigator.clipboard.readText());
}
