import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '#files': fileURLToPath(new URL('./src/files/node.ts', import.meta.url)) } },
  test: { name: 'sdk', include: ['src/**/*.test.ts'] },
});
