import { type Handler, Hono } from 'hono';
import type { Env } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** What can be asked of a service by those who watch it, without a token. */
export interface WatchOptions {
  /** Undefined: not asked for. */
  readonly readiness: Readiness | undefined;
  /** Undefined: not to be seen here. */
  readonly metrics: Metrics | undefined;
}

/** The names of these routes in log and metrics. */
export const watchOperations: readonly string[] = ['health', 'readiness', 'metrics'];

/**
 * - `/healthz`: alive, as long as the process answers at all
 * - `/readyz`: 200 when tasks can be taken, else 503, and which part is in the way
 * - `/metrics`: in the text format of Prometheus
 */
export function watchRoutes({ readiness, metrics }: WatchOptions): Hono<Env> {
  const app = new Hono<Env>();
  const route = (path: string, operation: string, handler: Handler<Env>): void => {
    app.get(path, async (c, next) => {
      c.set('operation', operation);
      return handler(c, next);
    });
    app.all(path, (c) => {
      throw new Problem(405, `${c.req.method} is not allowed here; allowed: GET, HEAD.`, {
        allow: 'GET, HEAD',
      });
    });
  };
  route('/healthz', 'health', (c) => c.json({ status: 'ok' }));
  if (readiness) {
    route('/readyz', 'readiness', async (c) => {
      const { ready, parts } = await readiness.report();
      return c.json({ status: ready ? 'ok' : 'unavailable', parts }, ready ? 200 : 503);
    });
  }
  if (metrics) {
    route('/metrics', 'metrics', async (c) =>
      c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
    );
  }
  return app;
}
