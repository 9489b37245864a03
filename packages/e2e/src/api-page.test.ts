import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '@detect-regions/server';
import { type OperationId, operations } from '@detect-regions/spec';
import { document } from '@detect-regions/spec/document';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { launchChromium } from './chromium.ts';
import { chromium, curl, need } from './requirement.ts';

const run = promisify(execFile);
const site = fileURLToPath(new URL('../../../scripts/site.ts', import.meta.url));
let folder: string;
let url: string;
let browser: Browser | undefined;
/** The page as a visitor has it who likes it light. It is large, so that it is opened once. */
let light: Opened | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-api-page-'));
  const file = join(folder, 'api.html');
  await run(process.execPath, [site, '--api-page', file]);
  url = pathToFileURL(file).href;
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page in a browser, what it asked for, and what went wrong in it. */
interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

async function open(context: TestContext, colorScheme: 'light' | 'dark'): Promise<Opened> {
  browser ??= await launchChromium(need(context, chromium));
  const visitor = await browser.newContext({ colorScheme });
  await visitor.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await visitor.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  visitor.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  // What its policy forbids it to load is told here as well.
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, requests, complaints };
}

/** Goes to an operation by the page's navigation. */
async function goTo(page: Page, operationId: OperationId): Promise<ReturnType<Page['locator']>> {
  const { method, path } = operations[operationId];
  const summary = summaryOf(operationId);
  await page.getByText(summary, { exact: true }).first().click();
  const section = page.locator(`section[id$="/${method}${path}"]`);
  await section.getByRole('heading', { name: summary }).waitFor();
  return section;
}

const paths = document.paths as Readonly<Record<string, Readonly<Record<string, { summary: string }>>>>;

function summaryOf(operationId: OperationId): string {
  const { method, path } = operations[operationId];
  const described = paths[path]?.[method.toLowerCase()];
  if (described === undefined) throw new Error(`the spec lacks ${operationId}`);
  return described.summary;
}

/** The request of an operation, by the button that copies it. */
async function copyRequest(page: Page, operationId: OperationId): Promise<string> {
  const section = await goTo(page, operationId);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await section.locator('.scalar-code-block').first().getByRole('button').click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return page.evaluate(() => navigator.clipboard.readText());
}

const ids = Object.keys(operations) as OperationId[];

describe('the page of the API', () => {
  it('shows each operation, asks nobody for anything, and cannot call the API', async (context) => {
    light ??= await open(context, 'light');
    const { page, requests, complaints } = light;
    for (const operationId of ids) {
      const section = await goTo(page, operationId);
      const text = await section.textContent();
      expect(text).toContain(operationId);
      for (const { description } of operations[operationId].responses) {
        // As far as it holds no markup, which is shown as such.
        expect(text).toContain(description.split(/[`*[]/, 1)[0]);
      }
    }
    await expect(page.getByRole('button', { name: /test|send/i }).count()).resolves.toBe(0);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
  });

  it('is light or dark, as its visitor likes', async (context) => {
    light ??= await open(context, 'light');
    const dark = await open(context, 'dark');
    const shades: number[] = [];
    for (const { page } of [light, dark]) {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const color = await page.evaluate(() => getComputedStyle(globalThis.document.body).backgroundColor);
      shades.push(Math.max(...(color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)));
    }
    expect(shades[0]).toBeGreaterThan(200);
    expect(shades[1]).toBeLessThan(55);
  });

  it('has requests that can be copied, and that the local service understands', async (context) => {
    need(context, curl);
    light ??= await open(context, 'light');
    const { page } = light;
    const copied: Record<string, string> = {};
    for (const operationId of ids) {
      const request = await copyRequest(page, operationId);
      expect(request).toMatch(/^curl /);
      expect(request).toContain(operations[operationId].path);
      copied[operationId] = request;
    }

    const [clientId, clientSecret] = ['client_id', 'client_secret'].map(
      (name) => new RegExp(`${name}=([^']+)`).exec(copied.postToken ?? '')?.[1],
    );
    if (clientId === undefined || clientSecret === undefined) throw new Error(copied.postToken);
    const server = await startServer({ port: 0, clients: [{ clientId, clientSecret }] });
    /** Runs a copied request against the local service, with what a reader would put in. */
    const send = async (operationId: OperationId, token: string, taskId: string): Promise<string> => {
      const line = String(copied[operationId])
        .replace('https://api.aspose.cloud', server.url)
        .replace('YOUR_SECRET_TOKEN', token)
        .replace(/\?id=[^'&]+/, `?id=${taskId}`);
      const { stdout } = await run('sh', ['-c', `${line} --silent --show-error --fail-with-body`]);
      return stdout;
    };
    try {
      const token: string = JSON.parse(await send('postToken', '', '')).access_token;
      const taskId = await send('postDetectRegions', token, '');
      expect(JSON.parse(await send('getTaskStatus', token, taskId))).toMatchObject({ id: taskId });
      expect(JSON.parse(await send('getDetectRegions', token, taskId))).toMatchObject({ id: taskId });
      await send('cancelDetectRegions', token, taskId);
      expect(JSON.parse(await send('getTaskStatus', token, taskId)).taskStatus).toBe('NotExist');
    } finally {
      await server.close();
    }
  });
});
