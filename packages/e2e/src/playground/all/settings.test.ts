// Settings, what they change, and what was looked at before.
import { settings } from '@detect-regions/spec';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, inkAt, listed, open, pick, receipt, rows, view } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();

it('has every setting of the spec, with its values, its default and its description', async (context) => {
  const { page } = await visit(context);
  await open(page, 'Settings');
  for (const { name, type, values, default: standard, description } of Object.values(settings)) {
    const field = page.locator(`#setting-${name}`);
    if (type === 'boolean') expect(await field.isChecked()).toBe(standard);
    else expect(await field.inputValue()).toBe(String(standard));
    if (values !== undefined) {
      expect(
        await field
          .locator('option')
          .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value)),
      ).toEqual(values);
    }
    // As far as it holds no markup, which is shown as such.
    expect(await page.getByRole('tabpanel').textContent()).toContain(description.split(/[`*[]/, 1)[0]);
  }
});

it('a changed setting runs again, and before and after lie side by side under a slider', async (context) => {
  const { page } = await visit(context, { reducedMotion: 'reduce' });
  await pick(page, receipt);
  const before = await listed(page);
  await open(page, 'Settings');
  const submitted = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/DetectRegions'),
  );
  await page.locator('#setting-dsrMode').selectOption('LineDetector');
  expect(JSON.parse((await submitted).postData() ?? '{}').settings.dsrMode).toBe('LineDetector');
  await page.getByRole('slider', { name: /Divider/ }).waitFor();
  await done(page);
  await expectAccessible(page);
  await open(page, 'Regions');
  const after = await listed(page);
  expect(after.length).toBeGreaterThan(before.length);
  await page.getByText(`Before · ${before.length} regions`).waitFor();

  // The edge of a line that was none before, in the middle of a paragraph.
  const now = await view(page);
  const paragraph = before.toSorted((a, b) => b.bottom - b.top - (a.bottom - a.top))[0];
  const line = after.find(
    ({ top, bottom }) => paragraph && top > paragraph.top + 20 && bottom < paragraph.bottom - 20,
  );
  if (paragraph === undefined || line === undefined) throw new Error('no line within a paragraph');
  const edge = now.at((line.left + line.right) / 2, line.top);
  const slider = page.getByRole('slider', { name: /Divider/ });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('0');
  const onlyAfter = await inkAt(page, edge);
  await page.keyboard.press('End');
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('100');
  expect(await inkAt(page, edge)).not.toBe(onlyAfter);

  for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('50');
  const { x = 0, y = 0, width = 0, height = 0 } = (await slider.boundingBox()) ?? {};
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x - 200, y + height / 2, { steps: 5 });
  await page.mouse.up();
  expect(Number(await slider.getAttribute('aria-valuenow'))).toBeLessThan(45);
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await slider.waitFor({ state: 'detached' });
});

it('a number that is none is not sent, and said to be none', async (context) => {
  const { page } = await visit(context);
  await pick(page, receipt);
  await open(page, 'Settings');
  const tasks: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') tasks.push(request.url());
  });
  await page.locator('#setting-rotate').fill('1.5');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.locator('#setting-rotate').getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  expect(tasks).toEqual([]);
});

it('results are kept by the browser, also those that were changed, and come back after the page was closed', async (context) => {
  const { page, url } = await visit(context);
  await pick(page, receipt);
  await rows(page).nth(1).click();
  await page.getByRole('button', { name: 'Delete region' }).click();
  const changed = await listed(page);
  await open(page, 'History');
  await page.getByText('edited', { exact: false }).first().waitFor();

  await page.reload();
  await page.getByRole('button', { name: 'Pick a file' }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.url());
  });
  await open(page, 'History');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'receipt.jpg', exact: true }).click();
  await page.locator('img.picture').waitFor();
  await open(page, 'Regions');
  await expect.poll(() => listed(page)).toEqual(changed);
  // Looking back costs nothing, and tells nobody.
  expect(asked).toEqual([]);

  await open(page, 'History');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByText('Nothing yet.').waitFor();
  await page.goto(url);
  await open(page, 'History');
  await page.getByText('Nothing yet.').waitFor();
});
