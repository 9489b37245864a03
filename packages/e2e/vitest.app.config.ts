import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineProject, mergeConfig, type ViteUserConfig } from 'vitest/config';
import app from './app/vitest.config.ts';
import { chromiumArguments } from './src/chromium.ts';
import { chromium, findProgram } from './src/requirement.ts';

const root = fileURLToPath(new URL('./app', import.meta.url));
const worker = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));
const executablePath = findProgram(chromium);

/** The app's own configuration, with the Chromium of this machine, and msw's worker from where it is installed. */
const inChromium = (path: string): ViteUserConfig =>
  mergeConfig(app, {
    root,
    cacheDir: fileURLToPath(new URL('./node_modules/.vite/app', import.meta.url)),
    plugins: [
      {
        name: 'msw-worker',
        configureServer(server) {
          server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
            response.setHeader('content-type', 'text/javascript');
            createReadStream(worker).pipe(response);
          });
        },
      },
    ],
    optimizeDeps: {
      // Found in the middle of a test, they would make the page load anew.
      include: ['@detect-regions/msw', '@detect-regions/sdk', 'msw', 'msw/browser'],
      // What Vite keeps of them goes by the lockfile, which does not change when they are built anew.
      force: true,
    },
    test: {
      name: 'app',
      include: ['*.test.ts'],
      // On machines that may be busy with other tests.
      testTimeout: 60_000,
      expect: { poll: { timeout: 20_000 } },
      browser: {
        provider: playwright({ launchOptions: { executablePath: path, args: [...chromiumArguments] } }),
        screenshotFailures: false,
      },
    },
  } satisfies ViteUserConfig);

/** Without Chromium, one test that says so. */
const withoutChromium: ViteUserConfig = defineProject({
  test: {
    name: 'app',
    root: fileURLToPath(new URL('./src', import.meta.url)),
    include: ['no-chromium.test.ts'],
  },
});

export default executablePath === undefined ? withoutChromium : inChromium(executablePath);
