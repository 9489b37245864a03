import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/main.ts', 'src/workers/*.ts', 'src/stub/main.ts', 'src/stub/slots-main.ts'],
  platform: 'node',
  format: 'esm',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  // A file for a file: a measured process loads the one peer that it measures, as published.
  unbundle: true,
  deps: {
    neverBundle: [
      /^@detect-regions\//,
      /^@?hono/,
      'autocannon',
      'axios',
      'ky',
      'openapi-fetch',
      'rolldown',
      'sharp',
      'superagent',
    ],
  },
});
