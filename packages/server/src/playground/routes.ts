import { type Handler, Hono } from 'hono';
import { callerAddress } from '../http/caller-address.ts';
import type { Env } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import type { Service } from '../service.ts';
import { notFromHere, notFromOwnPage } from './own-page.ts';
import { addPageFiles } from './page-files.ts';
import type { Playground } from './playground.ts';
import { previewRoute } from './preview.ts';

/** What the page learns of the service that it came from. */
interface PageConfig {
  /** `automatic`: `POST /playground/token` gives one; `token`: the user must paste one. */
  readonly signIn: 'automatic' | 'token';
  /** How many bytes an image may have, also one for a preview. */
  readonly maxImageBytes: number;
}

/**
 * - `/`: the page, and its files
 * - `GET /playground/config`: what the page needs to know
 * - `POST /playground/token`: a token for the page, where it needs no credentials
 * - `POST /playground/preview`: a picture of a PDF or TIFF, which browsers can't show
 *
 * @param authenticated - what lets requests through that have a good token
 */
export function playgroundRoutes(
  service: Service,
  playground: Playground,
  authenticated: readonly Handler<Env>[],
): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/playground/config', (c) => {
    c.set('operation', 'playgroundConfig');
    const signIn = playground.client !== undefined && notFromHere(c) === undefined ? 'automatic' : 'token';
    return c.json({ signIn, maxImageBytes: service.maxImageBytes } satisfies PageConfig);
  });
  app.post('/playground/token', signInRoute(service, playground));
  app.on('POST', ['/playground/preview'], ...authenticated, previewRoute(service, playground));
  for (const [path, allow] of [
    ['/playground/config', 'GET, HEAD'],
    ['/playground/token', 'POST'],
    ['/playground/preview', 'POST'],
  ] as const) {
    app.all(path, (c) => {
      throw new Problem(405, `${c.req.method} is not allowed here; allowed: ${allow}.`, { allow });
    });
  }
  addPageFiles(app);
  return app;
}

function signInRoute({ rates, tokens, behindProxy, secure }: Service, { client }: Playground): Handler<Env> {
  return async (c) => {
    c.set('operation', 'playgroundToken');
    if (client === undefined) {
      throw new Problem(
        404,
        'This service gives no tokens to its page: it has clients of its own, or listens beyond this machine. ' +
          'Paste a token of one of its clients.',
      );
    }
    const reason = notFromHere(c) ?? notFromOwnPage(c, secure);
    if (reason !== undefined)
      throw new Problem(403, `${reason} Tokens are for the playground on this machine.`);
    await rates.countSignIn(callerAddress(c, behindProxy));
    const token = await tokens.issue(client);
    return c.json({ access_token: token, expires_in: tokens.lifetime, token_type: 'Bearer' });
  };
}
