// The short way through the page; folder `all` has the rest.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { done, drop, inkAt, listed, middleOf, open, receipt, rows, view } from './desk.ts';
import { noteTask } from './task-notes.ts';
import { playground } from './visit.ts';

const visit = playground();

/** All files of the page together, compressed, in bytes. */
const MOST_BYTES = 60 * 1024;

it('a dropped image is seen at once, its task goes through its life, and its regions lie over it', async (context) => {
  const { page } = await visit(context);
  await expectAccessible(page);
  await noteTask(page);
  await drop(page, receipt, 'image/jpeg');
  await page.locator('img.picture').waitFor();
  await done(page);

  const { stages, uploads } = await page.evaluate(() => globalThis.taskNotes);
  expect(stages.filter((stage, index) => stages.indexOf(stage) === index)).toEqual(
    expect.arrayContaining(['uploading', 'pending', 'done']),
  );
  expect(stages.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(stages);
  const { size } = await stat(receipt);
  for (const { sent, total } of uploads) {
    expect(total).toBeGreaterThan(size);
    expect(sent).toBeLessThanOrEqual(total);
  }

  const regions = await listed(page);
  expect(regions.length).toBeGreaterThan(5);
  const now = await view(page);
  const [first] = regions;
  if (first === undefined) throw new Error('no region');
  expect(await inkAt(page, now.at(first.left, (first.top + first.bottom) / 2))).toBeGreaterThan(100);

  const { x, y } = middleOf(now, first);
  await page.mouse.move(x, y);
  await expect.poll(() => rows(page).first().getAttribute('class')).toContain('hovered');
  await page.mouse.click(x, y);
  await expect.poll(() => rows(page).first().getAttribute('aria-selected')).toBe('true');
  await expectAccessible(page);
  for (const name of ['Settings', 'Copy as', 'History'] as const) {
    await open(page, name);
    await expectAccessible(page);
  }
});

const order = ['idle', 'uploading', 'pending', 'processing', 'done'];

it('all of the page is small', async () => {
  const folder = fileURLToPath(new URL('../../../server/dist/playground', import.meta.url));
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    names
      .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
      .map(async ({ parentPath, name }) => {
        const bytes = gzipSync(await readFile(join(parentPath, name)), { level: 9 }).length;
        return { name, bytes };
      }),
  );
  expect(sizes.length).toBeGreaterThan(2);
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(all, JSON.stringify(sizes)).toBeLessThan(MOST_BYTES);
});
