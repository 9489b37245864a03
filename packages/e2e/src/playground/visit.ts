import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, type TestContext } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { type Serving, serve, stop } from '../cli.ts';
import { chromium, need } from '../requirement.ts';

/** The page as a visitor has it. */
export interface Visit {
  /** Where the service is, without a slash at the end. */
  readonly url: string;
  /** Credentials that `serve` made up, as variables of the environment; empty where it has clients of its own. */
  readonly env: Readonly<Record<string, string>>;
  readonly page: Page;
  readonly context: BrowserContext;
}

/** How somebody visits. */
export interface VisitOptions extends BrowserContextOptions {
  /** Origins besides the service's that the page may ask in this visit. Default: none. */
  readonly mayAsk?: readonly string[];
  /** What the browser may complain of in this visit. Default: nothing. */
  readonly mayLog?: RegExp;
  /** Is done to the context before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** A desk, wide enough for the picture and the panel beside it. */
const DESK = { width: 1280, height: 800 };

/** The cumulative layout shift of a whole visit: the makers of browsers call twice as much good. */
const MOST_SHIFT = 0.05;

/** Something that moved on the page. */
interface Shift {
  /** How much of the window it was, and how far it went: from 0 to 1. */
  readonly score: number;
  /** The elements, as HTML. */
  readonly what: readonly string[];
}

/**
 * A running `serve` and a Chromium for the tests of a file, both started by the first visit and ended after the last.
 *
 * At the end of each visit, whatever it was about: no script failed, nothing was refused by the page's policy, nothing was
 * logged as an error, nobody but the service was asked, and next to nothing moved by itself.
 *
 * @param args - of `serve`; by default it makes its credentials up
 * @returns opens the page for a test; skips it where there is no Chromium
 */
export function playground(
  args: readonly string[] = [],
): (context: TestContext, options?: VisitOptions) => Promise<Visit> {
  let browser: Browser | undefined;
  let serving: Serving | undefined;
  afterAll(async () => {
    await browser?.close();
    if (serving) await stop(serving.child);
  });
  return async (test, { mayAsk = [], mayLog, prepare, ...options } = {}) => {
    browser ??= await launchChromium(need(test, chromium));
    serving ??= await serve(args, args.includes('--client') ? 1 : 4);
    const [url = '', ...exported] = serving.lines;
    const context = await browser.newContext({
      viewport: DESK,
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const complaints: string[] = [];
    const asked = new Set<string>();
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['blob:', 'data:'].includes(protocol)) asked.add(origin);
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await context.addInitScript(watchPage);
    await prepare?.(context);
    const page = await context.newPage();
    onTestFinished(async () => {
      const { violations, shifts } = await page.evaluate(() => globalThis.playgroundWatch);
      await context.close();
      expect([...complaints.filter((text) => mayLog?.test(text) !== true), ...violations]).toEqual([]);
      expect([...asked].filter((origin) => origin !== url && !mayAsk.includes(origin))).toEqual([]);
      const shifted = shifts.reduce((sum, { score }) => sum + score, 0);
      expect(shifted, JSON.stringify(shifts)).toBeLessThan(MOST_SHIFT);
    });
    await page.goto(url);
    await page.getByRole('button', { name: 'Pick a file' }).waitFor();
    const env = exported.map((line) => /^export (\w+)='([^']*)'$/.exec(line)?.slice(1) ?? []);
    return { url, env: Object.fromEntries(env), page, context };
  };
}

declare global {
  // What is noted of a page while it is open.
  var playgroundWatch: {
    /** What the policy refused. */
    readonly violations: string[];
    /** What moved without anybody having done anything just before (layout shifts). */
    readonly shifts: Shift[];
    /** When the button that picks a file was there to be pressed, in milliseconds since the page was asked for. */
    ready: number;
  };
}

/** Runs in the page before its own scripts. */
function watchPage(): void {
  const watch: typeof playgroundWatch = { violations: [], shifts: [], ready: 0 };
  globalThis.playgroundWatch = watch;
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    watch.violations.push(`${effectiveDirective} refused ${blockedURI}`);
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: readonly { node?: Node | null }[];
    })[]) {
      if (entry.hadRecentInput) continue;
      const what = entry.sources.map(({ node }) =>
        node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? ''),
      );
      watch.shifts.push({ score: entry.value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-key="o"]') === null) return;
    watch.ready = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
