import { type OperationId, operations } from '@detect-regions/spec';
import { type Handler, Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { requireToken } from './auth/require-token.ts';
import { allowOrigins } from './http/cors.ts';
import type { Env, RequestContext } from './http/env.ts';
import { Problem, problemDetails, unavailable } from './http/problem.ts';
import { PAGE_OPERATION } from './playground/page-headers.ts';
import type { Playground } from './playground/playground.ts';
import { playgroundRoutes } from './playground/routes.ts';
import { submitRoute } from './routes/submit.ts';
import { cancelRoute, resultRoute, statusRoute } from './routes/tasks.ts';
import { tokenRoute } from './routes/token.ts';
import type { Service } from './service.ts';
import { UnavailableError } from './unavailable-error.ts';
import { watchOperations } from './watch/routes.ts';

/** How long the id of a request may be that a caller or a proxy gave; beyond, it gets another. */
const MAX_ID_LENGTH = 100;

/** For how long a browser that has seen HTTPS asks for nothing else, in seconds: as is usual. */
const HALF_A_YEAR = 15_552_000;

/** What is asked all the time, and says little. */
const unremarkable: readonly string[] = [...watchOperations, PAGE_OPERATION];

/** How much of a path is logged: ours are shorter, and those of strangers may be very long. */
const MAX_PATH_LENGTH = 200;

/**
 * All routes of the service, as one handler of web-standard requests.
 *
 * @param watch - the routes by which the service is watched
 * @param playground - what the page gets; undefined: there is no page
 */
export function createApp(service: Service, watch: Hono<Env>, playground?: Playground): Hono<Env> {
  const app = baseApp(service);
  // Before requests are refused because of a stop: what watches the service wants to know of it.
  app.route('/', watch);
  app.use(refuseWhenStopping(service));
  const handlers: Readonly<Record<OperationId, (service: Service) => Handler<Env>>> = {
    postToken: tokenRoute,
    postDetectRegions: submitRoute,
    getDetectRegions: resultRoute,
    cancelDetectRegions: cancelRoute,
    getTaskStatus: statusRoute,
  };
  const authenticated = [requireToken(service), limitRate(service)];
  const methods = new Map<string, string[]>();
  for (const [id, handler] of Object.entries(handlers)) {
    const { method, path, authenticated: needsToken } = operations[id as OperationId];
    for (const alias of aliases(path)) {
      if (service.origins.length > 0 && !methods.has(alias)) app.use(alias, allowOrigins(service.origins));
      const steps = [named(id), ...(needsToken ? authenticated : []), handler(service)];
      app.on(method, [alias], ...steps);
      methods.set(alias, [...(methods.get(alias) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
    }
  }
  for (const [path, allowed] of methods) {
    const allow = allowed.join(', ');
    app.all(path, (c) => {
      throw new Problem(405, `${c.req.method} is not allowed here; allowed: ${allow}.`, { allow });
    });
  }
  if (playground) app.route('/', playgroundRoutes(service, playground, authenticated));
  return app;
}

/**
 * The routes by which the service is watched, alone, for a port of their own.
 *
 * @param watch - as for {@link createApp}
 */
export function createWatchApp(service: Pick<Service, 'log' | 'secure'>, watch: Hono<Env>): Hono<Env> {
  return baseApp(service).route('/', watch);
}

/** What all requests have in common: an id, a line in the log, headers, and how they are refused. */
function baseApp(service: Pick<Service, 'log' | 'secure'>): Hono<Env> {
  const app = new Hono<Env>();
  app.use(requestId({ limitLength: MAX_ID_LENGTH }), logRequests(service), harden(service));
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

/** Headers of every answer. Node is given them by itself: in a `Response` they would cost more than the answer. */
function harden({ secure }: Pick<Service, 'secure'>): Handler<Env> {
  const headers = Object.entries({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    // Over plain HTTP it means nothing; a proxy that adds TLS may add this as well.
    ...(secure ? { 'strict-transport-security': `max-age=${HALF_A_YEAR}; includeSubDomains` } : {}),
  });
  return async (c, next) => {
    for (const [name, value] of headers) c.env.outgoing?.setHeader(name, value);
    await next();
  };
}

/** Says what is asked for, for log and metrics. */
function named(operation: string): Handler<Env> {
  return async (c, next) => {
    c.set('operation', operation);
    await next();
  };
}

function limitRate({ rates }: Service): Handler<Env> {
  return async (c, next) => {
    await rates.countClient(c.get('clientId'));
    await next();
  };
}

/** Requests that came before the stop are answered; the listener closes the connections. */
function refuseWhenStopping({ stopping }: Service): Handler<Env> {
  return async (_, next) => {
    if (stopping.aborted) throw unavailable('The service is stopping.');
    await next();
  };
}

function logRequests({ log }: Pick<Service, 'log'>): Handler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const { status } = c.res;
    const operation = c.get('operation');
    const level = status >= 500 ? 'error' : unremarkable.includes(operation) ? 'debug' : 'info';
    log(level, 'request', {
      requestId: c.get('requestId'),
      clientId: c.get('clientId'),
      operation,
      taskId: c.get('taskId'),
      method: c.req.method,
      path: c.req.path.slice(0, MAX_PATH_LENGTH),
      status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    });
  };
}
