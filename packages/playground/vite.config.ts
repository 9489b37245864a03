import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  // The page works at any path that a proxy gives it.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    // Assets as data: URLs would be refused by the page's Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

export default config;
