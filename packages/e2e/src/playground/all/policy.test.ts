// What the page, and pages of others, can't do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServer } from '@detect-regions/server';
import { type Browser, chromium as chromiumType } from 'playwright-core';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { chromiumArguments } from '../../chromium.ts';
import { chromium, need } from '../../requirement.ts';
import { playground } from '../visit.ts';

const visit = playground();

it('the browser keeps the page to its policy: no foreign script, no markup, no other host', async (context) => {
  const { page } = await visit(context, {
    mayLog: /Content Security Policy|Trusted/,
    // The browser tells of requests that it then refuses to send.
    mayAsk: ['https://example.com'],
  });
  const answered: string[] = [];
  // The page itself may still be loading.
  const { origin } = new URL(page.url());
  page.on('response', (response) => {
    if (!response.url().startsWith(origin)) answered.push(response.url());
  });
  const refused = await page.evaluate(async () => {
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        await what();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const inline = document.createElement('script');
    const results = [
      await attempt(() => {
        inline.textContent = 'document.title = "taken over"';
      }),
      await attempt(() => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>');
      }),
      await attempt(() => fetch('https://example.com/')),
      await attempt(() => import('https://example.com/script.js' as string)),
    ];
    // An image tells nobody that it was refused but the policy's own event.
    const picture = new Image();
    picture.src = 'https://example.com/pixel.png';
    await new Promise((resolve) => picture.addEventListener('error', resolve));
    return results;
  });
  expect(refused).not.toContain('done');
  // They are the point here: the end of the visit is to find no others.
  const violations = await page.evaluate(() => globalThis.playgroundWatch.violations.splice(0));
  const directives = new Set(violations.map((violation) => violation.split(' ', 1)[0]));
  for (const directive of ['require-trusted-types-for', 'connect-src', 'img-src']) {
    expect(directives).toContain(directive);
  }
  expect(answered).toEqual([]);
  expect(await page.title()).not.toBe('taken over');
});

/** A Chromium for which a name of somebody else leads to this machine, as by DNS rebinding. */
async function rebound(context: TestContext, name: string): Promise<Browser> {
  const browser = await chromiumType.launch({
    executablePath: need(context, chromium),
    args: [...chromiumArguments, `--host-resolver-rules=MAP ${name} 127.0.0.1`],
  });
  onTestFinished(() => browser.close());
  return browser;
}

it('a page of another origin gets no token, can read nothing, and can not frame the playground', async (context) => {
  const server = await startServer({ port: 0 });
  onTestFinished(() => server.close());
  const foreign = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>foreign</title>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void foreign.close());
  const { port } = foreign.address() as AddressInfo;
  const name = 'evil.example';
  const browser = await rebound(context, name);

  const page = await browser.newPage();
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/playground/token')) statuses.push(response.status());
  });
  await page.goto(`http://127.0.0.1:${port}/`);
  const read = await page.evaluate(async (url) => {
    const ask = (path: string, init: RequestInit): Promise<string> =>
      fetch(url + path, init).then(
        async (answer) => `${answer.type}: ${await answer.text()}`,
        (error: Error) => error.name,
      );
    return [
      await ask('/playground/token', { method: 'POST' }),
      await ask('/playground/token', { method: 'POST', mode: 'no-cors' }),
      await ask('/playground/config', {}),
    ];
  }, server.url);
  // What is sent without asking first is refused as well, and can't be read (Cross-Origin-Resource-Policy).
  expect(read).toEqual(['TypeError', 'TypeError', 'TypeError']);
  expect(statuses.every((status) => status === 403)).toBe(true);
  const framed = await page.evaluate(async (url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return document.body.children.length;
  }, server.url);
  expect(framed).toBe(1);
  expect(await page.frames()[1]?.locator('#app').count()).toBe(0);

  // The page itself, by a name that somebody made to lead here.
  await page.goto(`http://${name}:${server.port}/`);
  const rebinding = await page.evaluate(async () => {
    const config = await (await fetch('/playground/config')).json();
    const token = await fetch('/playground/token', { method: 'POST' });
    return { signIn: config.signIn, status: token.status };
  });
  expect(rebinding).toEqual({ signIn: 'token', status: 403 });

  // The same, by the name of this machine.
  await page.goto(server.url);
  expect(await page.evaluate(async () => (await fetch('/playground/token', { method: 'POST' })).status)).toBe(
    200,
  );
});
