import { type OperationId, operations } from '@detect-regions/spec';
import { type Handler, Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { requireToken } from './auth/require-token.ts';
import type { Env, RequestContext } from './http/env.ts';
import { Problem, problemDetails, unavailable } from './http/problem.ts';
import { submitRoute } from './routes/submit.ts';
import { cancelRoute, resultRoute, statusRoute } from './routes/tasks.ts';
import { tokenRoute } from './routes/token.ts';
import type { Service } from './service.ts';
import { UnavailableError } from './unavailable-error.ts';

/** Answers `{ "status": "ok" }` as long as the service takes requests; needs no token. */
const HEALTH_PATH = '/healthz';

/** All routes of the service, as one handler of web-standard requests. */
export function createApp(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.use(requestId({ limitLength: 100 }), logRequests(service), harden());
  const handlers: Readonly<Record<OperationId, (service: Service) => Handler<Env>>> = {
    postToken: tokenRoute,
    postDetectRegions: submitRoute,
    getDetectRegions: resultRoute,
    cancelDetectRegions: cancelRoute,
    getTaskStatus: statusRoute,
  };
  const authenticated = requireToken(service);
  const methods = new Map<string, string[]>([[HEALTH_PATH, ['GET', 'HEAD']]]);
  app.get(HEALTH_PATH, (c) => c.json({ status: 'ok' }));
  for (const [id, handler] of Object.entries(handlers)) {
    const { method, path, authenticated: needsToken } = operations[id as OperationId];
    for (const alias of aliases(path)) {
      app.on(method, [alias], ...(needsToken ? [authenticated] : []), handler(service));
      methods.set(alias, [...(methods.get(alias) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
    }
  }
  for (const [path, allowed] of methods) {
    const allow = allowed.join(', ');
    app.all(path, (c) => {
      throw new Problem(405, `${c.req.method} is not allowed here; allowed: ${allow}.`, { allow });
    });
  }
  app.notFound((c) => refuse(c, new Problem(404, 'There is nothing at this path.')));
  app.onError((error, c) => {
    if (error instanceof Problem) return refuse(c, error);
    const { cause } = error;
    service.log('error', 'request.failed', {
      requestId: c.get('requestId'),
      error: String(error),
      ...(cause === undefined ? {} : { cause: String(cause) }),
    });
    if (error instanceof UnavailableError)
      return refuse(c, unavailable("The service can't keep tasks just now."));
    return refuse(c, new Problem(500, 'The service failed.'));
  });
  return app;
}

/** Where an operation answers: the official .NET client drops `/ocr` for any host but the cloud's. */
function aliases(path: string): string[] {
  const short = path.replace('/ocr/', '/');
  return short === path ? [path] : [path, short];
}

function refuse(c: RequestContext, { status, message, headers }: Problem): Response {
  const details = problemDetails(status, message, c.req.path);
  // Not problem+json, which some official clients can't decode.
  return c.body(JSON.stringify(details), status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
  });
}

function harden(): Handler<Env> {
  const secure = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    // The service speaks HTTP; a proxy that adds TLS may add this as well.
    strictTransportSecurity: false,
  });
  return async (c, next) => {
    await secure(c, next);
    c.header('cache-control', 'no-store');
  };
}

function logRequests({ log }: Service): Handler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    log(c.res.status < 500 ? 'info' : 'error', 'request', {
      requestId: c.get('requestId'),
      clientId: c.get('clientId'),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    });
  };
}
