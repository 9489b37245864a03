import { DetectRegions, type Region } from '@detect-regions/sdk';
import { startServer } from '@detect-regions/server';
import { expect, it } from 'vitest';
import { serveBrowserPage } from './browser-page.ts';
import { launchChromium } from './chromium.ts';
import { chromium, need } from './requirement.ts';

declare global {
  // What the bundled app leaves for the test.
  var sdk: typeof import('@detect-regions/sdk');
}

const image = new URL('../../../docs/pages/letter.jpg', import.meta.url);

it('detects in a real browser what it detects in Node, and keeps secrets out of pages', async (context) => {
  const executablePath = need(context, chromium);
  const server = await startServer({ port: 0 });
  const [credentials] = server.credentials;
  if (credentials === undefined) throw new Error('no client');
  await using page = await serveBrowserPage(server.url, image);
  const browser = await launchChromium(executablePath);
  try {
    const client = new DetectRegions({ baseUrl: server.url, ...credentials });
    const { regions } = await client.detect(image);
    const token = await tokenOf(server.url, credentials);

    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'sdk' in globalThis);

    const found: Region[] = await tab.evaluate(async (accessToken) => {
      const inPage = new globalThis.sdk.DetectRegions({ baseUrl: location.origin, accessToken });
      const blob = await (await fetch('/page.jpg')).blob();
      return [...(await inPage.detect(blob)).regions];
    }, token);
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual(regions);

    const refused = await tab.evaluate(() => {
      try {
        new globalThis.sdk.DetectRegions({ baseUrl: location.origin, clientId: 'me', clientSecret: 'hush' });
        return 'accepted';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(refused).toMatch(/browser/);
    expect(refused).not.toContain('hush');

    const long = await tab.evaluate(() => {
      const bytes = Uint8Array.from({ length: 3_000_001 }, (_, index) => index % 251);
      const back = globalThis.sdk.decodeBase64(globalThis.sdk.encodeBase64(bytes));
      return back.length === bytes.length && back.every((byte, index) => byte === index % 251);
    });
    expect(long).toBe(true);
  } finally {
    await browser.close();
    await server.close();
  }
}, 60_000);

async function tokenOf(
  url: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(`${url}/connect/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}
