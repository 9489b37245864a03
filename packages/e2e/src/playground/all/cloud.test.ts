// The cloud, with a token that the user pastes: here a service of this machine that answers by the cloud's name.
import { startServer } from '@detect-regions/server';
import { servers } from '@detect-regions/spec';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { done, open, receipt, rows } from '../desk.ts';
import { playground } from '../visit.ts';

const visit = playground();
const cloud = new URL(servers.cloud).origin;

const client = { clientId: 'cloud', clientSecret: 'secret of the cloud' };
let backend: Awaited<ReturnType<typeof startServer>> | undefined;
afterAll(() => backend?.close());

/** A token that the stand-in takes. */
async function cloudToken(): Promise<string> {
  backend ??= await startServer({ port: 0, clients: [client], playground: false });
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
  });
  const answer = await fetch(`${backend.url}/connect/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Has the stand-in answer what is asked of the cloud. */
async function standIn(context: BrowserContext): Promise<void> {
  await context.route(`${cloud}/**`, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const headers = await request.allHeaders();
    const answer = await fetch(`${backend?.url}${pathname}${search}`, {
      method: request.method(),
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'accept'].flatMap((name) =>
          headers[name] ? [[name, headers[name]]] : [],
        ),
      ),
      body: request.postData(),
    });
    await route.fulfill({
      status: answer.status,
      headers: {
        'access-control-allow-origin': '*',
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      },
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

/** Chooses the cloud, and pastes a token. */
async function useCloud(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: /^Service/ }).click();
  await page.getByRole('radio', { name: /The cloud/ }).check();
  await page.getByLabel('Access token').fill(token);
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: /^Use/ }).click();
}

/** Everything of a request that could carry a secret. */
async function textOf(request: Request): Promise<string> {
  return [request.url(), JSON.stringify(await request.allHeaders()), request.postData() ?? ''].join('\n');
}

/** All that the browser keeps for the page, as text. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
      location.href,
    ];
    parts.push(JSON.stringify(history.state), String(name), (await caches.keys()).join());
    for (const { name: database = '' } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of opened.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve, reject) => {
          const request = opened.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        parts.push(JSON.stringify(all));
      }
      opened.close();
    }
    return parts.join('\n');
  });
}

it('the token goes to the cloud alone, is kept nowhere, and nothing is sent before one asks for it', async (context) => {
  const token = await cloudToken();
  const { page, context: browser } = await visit(context, { mayAsk: [cloud], prepare: standIn });
  const requests: Request[] = [];
  browser.on('request', (request) => requests.push(request));
  await useCloud(page, token);

  // Each call is billed: the page waits to be told.
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(receipt);
  const detect = page.getByRole('button', { name: 'Detect', exact: true });
  await detect.waitFor();
  expect(requests.filter((request) => new URL(request.url()).origin === cloud)).toEqual([]);
  await expectAccessible(page);
  await detect.click();
  await done(page);
  expect(await rows(page).count()).toBeGreaterThan(5);

  const texts = await Promise.all(
    requests.map(async (request) => ({ request, text: await textOf(request) })),
  );
  const bearers = texts
    .filter(({ text }) => text.includes(token))
    .map(({ request }) => new URL(request.url()).origin);
  expect(bearers.length).toBeGreaterThanOrEqual(2);
  expect(new Set(bearers)).toEqual(new Set([cloud]));
  // It is in the header, not in an address, which proxies and logs would keep.
  for (const request of requests) expect(request.url()).not.toContain(token);

  await open(page, 'History');
  expect(await kept(page)).toContain('receipt.jpg');
  expect(await kept(page)).not.toContain(token);
  expect(await page.content()).not.toContain(token);
  await page.reload();
  await page.getByRole('button', { name: /^Service/ }).waitFor();
  expect(await kept(page)).not.toContain(token);
});

it('a token that is refused is said to be, with what to do', async (context) => {
  await cloudToken();
  const { page } = await visit(context, {
    mayAsk: [cloud],
    mayLog: /Failed to load resource/,
    prepare: standIn,
  });
  await useCloud(page, 'no-token-of-theirs');
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-key="o"]').click();
  await (await chooser).setFiles(receipt);
  await page.getByRole('button', { name: 'Detect', exact: true }).click();
  await page.locator('.task.failed').waitFor();
  await page
    .getByText(/paste a new one/)
    .first()
    .waitFor();
  await expectAccessible(page);
  expect(await page.content()).not.toContain('no-token-of-theirs');
});
