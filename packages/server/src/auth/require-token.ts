import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import type { Service } from '../service.ts';

/** Lets requests with a good bearer token through (RFC 6750), and answers all others with 401. */
export function requireToken({
  tokens,
  clients,
}: Pick<Service, 'tokens' | 'clients'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) {
      throw unauthorized('The access token is missing: send "Authorization: Bearer TOKEN".');
    }
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
    if (token === undefined) {
      throw unauthorized('The Authorization header must be "Bearer TOKEN".', 'invalid_request');
    }
    const check = await tokens.check(token);
    if (!check.valid && check.reason === 'expired') {
      throw unauthorized('The access token has expired: get a new one.', 'invalid_token');
    }
    if (!check.valid || !clients.has(check.clientId)) {
      throw unauthorized('The access token is not one of this service: get a new one.', 'invalid_token');
    }
    c.set('clientId', check.clientId);
    await next();
  };
}

/** @param error - a code of RFC 6750, section 3.1; none when no token was sent at all */
function unauthorized(detail: string, error?: 'invalid_request' | 'invalid_token'): Problem {
  const challenge = error === undefined ? 'Bearer' : `Bearer error="${error}"`;
  return new Problem(401, detail, { 'www-authenticate': challenge });
}
