import { servers } from '@detect-regions/spec';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** For `vite dev`, beside a service on its usual port. */
const proxy = { target: servers.local.url, changeOrigin: true };

/**
 * What the SDK loads on demand, and this page never asks for: batches, a store, images by URL or path, client secrets,
 * Node's fetch. How large a page of a PDF is, the service tells that draws it. By name, with what stands in its place.
 */
const unasked: Readonly<Record<string, string>> = {
  'detect-all': 'export {};',
  ledger: 'export {};',
  'other-sources': 'export {};',
  'token-request': 'export {};',
  'fetch-limit': 'export {};',
  page: 'export const pdfHeader = () => ({});',
};

/** Leaves parts of the SDK out of the page, and fails when one is not there: then the list above is old. */
function leaveOut(parts: Readonly<Record<string, string>>): Plugin {
  const missing = new Set(Object.keys(parts));
  const prefix = '\0left-out:';
  return {
    name: 'leave-out',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      const [, name = ''] = /^\.\/([\w-]+)\.js$/.exec(source) ?? [];
      if (!Object.hasOwn(parts, name) || importer?.includes('/sdk/dist/') !== true) return null;
      missing.delete(name);
      return prefix + name;
    },
    load: (id) => (id.startsWith(prefix) ? parts[id.slice(prefix.length)] : null),
    buildEnd(error) {
      if (error === undefined && missing.size > 0)
        this.error(`The SDK has no ${[...missing].join(', ')} any more: mend the list in vite.config.ts.`);
    },
  };
}

const config: UserConfig = defineConfig({
  // The page works at any path that a proxy gives it.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [leaveOut(unasked)],
  build: {
    target: 'es2023',
    // The oldest that know light-dark(): written for older ones, the colours could not be switched.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Assets as data: URLs would be refused by the page's Content-Security-Policy.
    assetsInlineLimit: 0,
    // From the machine itself, one more round trip costs less than what would save it.
    modulePreload: false,
    rolldownOptions: {
      output: {
        // The SDK in one file: all of it is loaded, and many small ones would be packed less tightly.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'sdk', test: /sdk\/dist\/|left-out:/ }],
        },
      },
    },
  },
  server: { proxy: { '/playground': proxy, '/connect': proxy, '/v5.0': proxy } },
});

export default config;
