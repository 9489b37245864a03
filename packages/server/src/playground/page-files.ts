import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Env } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { pageHeaders } from './page-headers.ts';

/** Adds the page and its files, as they were built and compressed: `/`, and what else is in their folder. */
export function addPageFiles(app: Hono<Env>): void {
  // The build puts the page beside the bundle; from sources, the last build is shown.
  const place = import.meta.url.endsWith('.ts') ? '../../dist/playground' : './playground';
  const root = fileURLToPath(new URL(place, import.meta.url));
  app.get('/*', pageHeaders, etag(), serveStatic<Env>({ root, precompressed: true }));
  app.all('/', (c) => {
    throw new Problem(405, `${c.req.method} is not allowed here; allowed: GET, HEAD.`, {
      allow: 'GET, HEAD',
    });
  });
}
