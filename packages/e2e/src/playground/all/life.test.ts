// The life of a task, as it is seen.
import { stat } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, listed, pick, receipt } from '../desk.ts';
import { noteTask } from '../task-notes.ts';
import { playground } from '../visit.ts';

const visit = playground();

/** How fast the browser may send, in bytes a second: the picture takes about a second. */
const UPLOAD_RATE = 64 * 1024;

it('the bar of the upload follows the bytes that have left', async (context) => {
  const { page, context: browser } = await visit(context);
  const session = await browser.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: UPLOAD_RATE,
  });
  await noteTask(page);
  await pick(page, receipt);
  const { size } = await stat(receipt);
  const { uploads, stages } = await page.evaluate(() => globalThis.taskNotes);
  const sent = uploads.map((one) => one.sent);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  // Base64 in JSON: a third more, and some.
  for (const { total } of uploads) expect(total).toBeGreaterThan((size * 4) / 3);
  const halfway = uploads.filter(({ sent: now, total }) => now > 0 && now < total);
  expect(halfway.length).toBeGreaterThan(0);
  expect(stages.filter((stage) => stage !== 'idle')).toEqual(['uploading', 'pending', 'processing', 'done']);
});

it('pending and processing are told while they last, and the task can be given up', async (context) => {
  const { page } = await visit(context);
  let status = 'Pending';
  await page.route('**/DetectRegions?id=*', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const id = new URL(route.request().url()).searchParams.get('id');
    return route.fulfill({ json: { id, taskStatus: status, responseStatusCode: 'NotReady' } });
  });
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(receipt);
  await page.locator('.task.pending').waitFor();
  await page.getByText('Waiting for its turn').first().waitFor();
  await expectAccessible(page);
  status = 'Processing';
  await page.locator('.task.processing').waitFor();
  await page.getByText(/Being processed, asked \d+ times/).waitFor();
  await expectAccessible(page);

  const cancelled = page.waitForRequest((request) => request.method() === 'DELETE');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await cancelled).url()).toContain('/DetectRegions?id=');
  await page.locator('.task.idle').waitFor();
  await page.unroute('**/DetectRegions?id=*');
  await page.getByRole('button', { name: /Detect|Run again/ }).click();
  await done(page);
  expect((await listed(page)).length).toBeGreaterThan(5);
});

it('a task that failed says why, and can be tried again', async (context) => {
  const { page } = await visit(context);
  await page.route('**/DetectRegions?id=*', async (route) => {
    const id = new URL(route.request().url()).searchParams.get('id');
    await route.fulfill({
      json: {
        id,
        taskStatus: 'Error',
        responseStatusCode: 'Error',
        error: { messages: ['The ink has run out.'] },
      },
    });
  });
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(receipt);
  await page.locator('.task.failed').waitFor();
  await page.getByText('The ink has run out.').first().waitFor();
  await expectAccessible(page);
  await page.unroute('**/DetectRegions?id=*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await done(page);
});
