import { servers } from '@detect-regions/spec';
import { defineConfig, type UserConfig } from 'vite';

/** For `vite dev`, beside a service on its usual port. */
const proxy = { target: servers.local.url, changeOrigin: true };

const config: UserConfig = defineConfig({
  // The page works at any path that a proxy gives it.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    // The oldest that know light-dark(): as a browser of its own choosing would have it, it could not be switched.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Assets as data: URLs would be refused by the page's Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/playground': proxy, '/connect': proxy, '/v5.0': proxy } },
});

export default config;
