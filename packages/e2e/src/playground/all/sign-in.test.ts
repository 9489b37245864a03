// A service with clients of its own: the page gets no token by itself.
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, receipt, rows } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground(['--client', 'ann:secret of ann']);

it('asks for credentials, and detects with them', async (context) => {
  const { page } = await visit(context);
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(receipt);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: 'client id and secret' }).check();
  await dialog.getByLabel('Client id', { exact: true }).fill('ann');
  await dialog.getByLabel('Client secret').fill('secret of ann');
  await dialog.getByRole('button', { name: /^Use/ }).click();
  const detect = page.getByRole('button', { name: 'Detect', exact: true });
  await detect.or(page.locator('.task.done')).first().waitFor();
  if (await detect.isVisible()) await detect.click();
  await done(page);
  expect(await rows(page).count()).toBeGreaterThan(5);
  expect(await page.content()).not.toContain('secret of ann');
});
