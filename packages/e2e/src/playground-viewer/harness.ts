import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Region } from '@detect-regions/regions';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, expect, onTestFinished, type TestContext } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { chromium, need } from '../requirement.ts';

interface Found {
  readonly taskId: string;
  readonly regions: readonly Region[];
}

interface Value<T> {
  value: T;
}

declare global {
  // The state of the playground, as the harness leaves it.
  var playground: {
    readonly page: Value<{
      readonly name: string;
      readonly file: Blob;
      readonly picture: string;
      readonly width: number;
      readonly height: number;
    } | null>;
    readonly result: Value<Found | null>;
    readonly before: Value<Found | null>;
    readonly edited: Value<readonly Region[] | null>;
    readonly regions: Readonly<Value<readonly Region[]>>;
    readonly selected: Value<number | null>;
    readonly hovered: Value<number | null>;
    readonly orderShown: Value<boolean>;
    readonly regionsShown: Value<boolean>;
  };
  // How often each canvas was drawn, the one of the regions and the one of the marks.
  var drawn: { regions: number; marks: number };
}

/** The page image of the tests, in pixels. */
export const picture: { readonly width: number; readonly height: number } = { width: 1240, height: 1754 };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The policy that the service sends with the page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
  "require-trusted-types-for 'script'";

/** Shows the viewer and the list by themselves. */
const entry = fileURLToPath(new URL('../../../playground/src/testing/viewer.tsx', import.meta.url));
const article = new URL('../../../../docs/pages/article.jpg', import.meta.url);

/** The files of the page by their paths. */
async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    // That of the page leaves parts of the SDK out, and this loads none of it.
    configFile: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    root: dirname(entry),
    logLevel: 'error',
    build: { write: false, assetsInlineLimit: 0, modulePreload: false, rolldownOptions: { input: entry } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const files = new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
  const links = [...files.keys()].map((path) =>
    path.endsWith('.css')
      ? `<link rel="stylesheet" href="${path}">`
      : `<script type="module" src="${path}"></script>`,
  );
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Viewer</title>`;
  files.set(
    '/viewer.html',
    `<!doctype html><html lang="en"><head>${head}${links.join('')}</head><body><main id="app"></main></body></html>`,
  );
  return files;
}

/** The viewer and the list on a page of their own, over a picture of a page. */
export interface Harness {
  readonly url: string;
  close(): Promise<void>;
}

async function serveHarness(): Promise<Harness> {
  const [files, image] = await Promise.all([bundle(), readFile(article)]);
  const server = createServer(({ url = '' }, response) => {
    const file = url === '/article.jpg' ? image : files.get(url);
    const type = url === '/article.jpg' ? 'image/jpeg' : types[extname(url)];
    if (file === undefined || type === undefined)
      response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
    else response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page before its own scripts: counts what is drawn. */
function countDrawing(): void {
  globalThis.drawn = { regions: 0, marks: 0 };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function count(...box) {
    globalThis.drawn[
      this.canvas.role === 'img' || this.canvas.hasAttribute('aria-label') ? 'marks' : 'regions'
    ]++;
    clear.apply(this, box);
  };
}

/** What is on the page when a test begins. */
export interface Opening extends BrowserContextOptions {
  readonly regions: readonly Region[];
  readonly before?: readonly Region[];
}

/** Opens the page for a test, with regions over the picture. */
export type Open = (test: TestContext, opening: Opening) => Promise<Page>;

/**
 * Starts a server and a Chromium at the first call, for all tests of a file.
 *
 * @returns opens the page with regions over it; at the end of the test no script has failed and nothing was refused
 */
export function viewerHarness(): Open {
  let harness: Harness | undefined;
  let browser: Browser | undefined;
  afterAll(async () => {
    await browser?.close();
    await harness?.close();
  });
  return async (test, { regions, before, ...options }) => {
    browser ??= await launchChromium(need(test, chromium));
    harness ??= await serveHarness();
    const context = await browser.newContext({
      viewport: { width: 1000, height: 700 },
      permissions: ['clipboard-read', 'clipboard-write'],
      // The camera is where it goes at once, so that tests wait for nothing.
      reducedMotion: 'reduce',
      ...options,
    });
    const complaints: string[] = [];
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await context.addInitScript(countDrawing);
    const tab = await context.newPage();
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await tab.goto(`${harness.url}/viewer.html`);
    await tab.waitForFunction(() => 'playground' in globalThis);
    await tab.evaluate(
      ({ found, earlier, size }) => {
        const { page, result, before: compared } = globalThis.playground;
        page.value = { name: 'article.jpg', file: new Blob([]), picture: '/article.jpg', ...size };
        result.value = { taskId: 'now', regions: found };
        if (earlier !== undefined) compared.value = { taskId: 'before', regions: earlier };
      },
      { found: regions, earlier: before, size: picture },
    );
    await tab.waitForFunction(() => document.querySelector<HTMLImageElement>('img.picture')?.complete);
    await settled(tab);
    return tab;
  };
}

/** Waits until what was changed is drawn. */
export async function settled(tab: Page): Promise<void> {
  await tab.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

/** Where a point of the picture is on the screen. */
export async function onScreen(tab: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  await settled(tab);
  const box = await tab.locator('img.picture').boundingBox();
  if (box === null) throw new Error('no picture');
  return { x: box.x + (x / picture.width) * box.width, y: box.y + (y / picture.height) * box.height };
}

/** How many pixels of the screen a pixel of the picture takes. */
export async function scaleOf(tab: Page): Promise<number> {
  await settled(tab);
  const box = await tab.locator('img.picture').boundingBox();
  return (box?.width ?? 0) / picture.width;
}

/** The regions that are shown now. */
export function shownRegions(tab: Page): Promise<readonly Region[]> {
  return tab.evaluate(() => globalThis.playground.regions.value);
}

/** The place of the region that is selected. */
export function selectedPlace(tab: Page): Promise<number | null> {
  return tab.evaluate(() => globalThis.playground.selected.value);
}

/** Presses the mouse at a point of the picture, moves it to another, and lets go. */
export async function dragOnPicture(
  tab: Page,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
): Promise<void> {
  const start = await onScreen(tab, ...from);
  const end = await onScreen(tab, ...to);
  await tab.mouse.move(start.x, start.y);
  await tab.mouse.down();
  await tab.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await tab.mouse.move(end.x, end.y);
  await tab.mouse.up();
}
