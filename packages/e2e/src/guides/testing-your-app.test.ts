import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMockApi } from '@detect-regions/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type App, makeApp, toJavaScript, typeErrors } from './app.ts';
import { type Guide, readGuide } from './guide.ts';

const files = new URL('../../app/', import.meta.url);
let app: App;
let guide: Guide;
let readme: Guide;

beforeAll(async () => {
  guide = await readGuide('testing-your-app.md');
  readme = await readGuide('../packages/msw/README.md');
  app = await makeApp(['sdk', 'msw'], {
    ajv: import.meta.resolve('ajv'),
    msw: import.meta.resolve('msw'),
    vitest: import.meta.resolve('vitest'),
  });
  const folder = new URL('node/', files);
  for (const name of await readdir(folder)) await app.write(name, await readFile(new URL(name, folder)));
});
afterAll(() => app?.[Symbol.asyncDispose]());

const env = { NO_COLOR: '1' };
const programs = { node: process.execPath };
const bin = (module: string, path: string): string =>
  `node ${join(dirname(fileURLToPath(import.meta.resolve(`${module}/package.json`))), path)}`;

describe('the guide to testing an app', () => {
  it('quotes the files whose tests are run', async () => {
    expect(guide.blocks.filter(({ file }) => file !== undefined)).toHaveLength(6);
    expect(await guide.compareQuotes(files)).toEqual([]);
  });

  it('installs what the files import', () => {
    const { code } = guide.find('', 'npm install');
    const installed = code.match(/(?<= )@?[a-z][\w/-]*/g)?.filter((name) => name !== 'install') ?? [];
    const imported = guide.blocks
      .flatMap(({ code }) => [...code.matchAll(/from '(?!\.|node:)((?:@[^/']+\/)?[^/']+)/g)])
      .map(([, name]) => name);
    expect(imported).toContain('@vitest/browser-playwright');
    expect(installed).toEqual(expect.arrayContaining(imported));
  });

  it("writes msw's worker to where it is served from", async () => {
    const { code } = guide.find('Its tests, in a browser', 'msw init');
    await app.shell(code.replace('npx msw', bin('msw', 'cli/index.js')), { env, programs });
    const written = await readFile(join(app.folder, 'public/mockServiceWorker.js'), 'utf8');
    expect(written).toBe(
      await readFile(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8'),
    );
  });

  it('has tests that pass with vitest, with the packages as they would be published', async () => {
    const { code } = guide.find('Its tests, in a browser', 'npx vitest');
    // Other tests may run beside it, so it gets more time than vitest's five seconds.
    const program = bin('vitest', 'vitest.mjs --testTimeout=60000');
    const told = await app.shell(code.replace('npx vitest', program), { env, programs });
    expect(told).toMatch(/Tests +3 passed \(3\)/);
  });

  it("has tests that pass with Node's own runner, with the packages as they would be published", async () => {
    const { code } = guide.find("With Node's own test runner", 'node --test ');
    const told = await app.shell(code.replace('--test', '--test --test-reporter=tap'), { env, programs });
    expect(told).toContain('# pass 2\n');
    expect(told).toContain('# fail 0\n');
  });

  it('has no example that is not looked at', () => {
    expect(guide.unused.map(({ line, heading }) => `${line}: ${heading}`)).toEqual([]);
  });
});

describe('the README of the mock', () => {
  it('quotes a file whose tests are run', async () => {
    expect(readme.find('An example').file).toBe('node/find-lines.test.ts');
    expect(await readme.compareQuotes(files)).toEqual([]);
  });

  it('shows overrides that the mock takes', async () => {
    const block = readme.find('Overrides');
    expect(await typeErrors(app, [block])).toEqual([]);
    await app.write('overrides.js', `${toJavaScript(block.code)}console.log(api.handlers.length);`);
    expect(Number(await app.shell('node overrides.js', { env, programs }))).toBeGreaterThan(0);
  });

  describe('in Node', () => {
    const api = createMockApi();
    const server = setupServer(...api.handlers);
    beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
    afterAll(() => server.close());

    it('shows a report as it is', async () => {
      const image = btoa(String.fromCharCode(137, 80, 78, 71, 13, 10, 26, 10));
      await fetch('https://api.aspose.cloud/v5.0/ocr/DetectRegions', {
        method: 'POST',
        headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
        body: JSON.stringify({ image, settings: { rotate: '90' } }),
      });
      expect(() => api.assertValidRequests()).toThrow(readme.find('The log').code);
    });

    it('is right that a request for which nothing is mocked rejects', async () => {
      const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
      onTestFinished(() => complaints.mockRestore());
      await expect(fetch('https://elsewhere.example/')).rejects.toThrow();
      expect(complaints.mock.calls.flat().join()).toContain('https://elsewhere.example');
    });
  });

  it('has no example that is not looked at', () => {
    expect(readme.find('').code).toBe('npm install --save-dev msw @detect-regions/msw');
    expect(readme.unused.map(({ line, heading }) => `${line}: ${heading}`)).toEqual([]);
  });
});
