import { servers } from '@detect-regions/spec';
import type { Handler } from 'hono';
import type { Env } from '../http/env.ts';

/** What the page may load and do: everything comes from here, and nothing else is asked but the cloud, if its user wants. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  `connect-src 'self' ${new URL(servers.cloud).origin}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** What the page has no use for. It does use the clipboard. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** For how long what never changes may be kept, in seconds: a year, which is as long as caches count. */
const FOREVER = 31_536_000;

/** Files here have a hash of what is in them in their names. */
const HASHED = '/assets/';

/** The name of the page and its files in log and metrics. */
export const PAGE_OPERATION = 'playground';

/** Headers of the page and its files, over those that all answers have; what isn't found keeps its own. */
export const pageHeaders: Handler<Env> = async (c, next) => {
  await next();
  const { headers, status } = c.res;
  if (status >= 400) return;
  c.set('operation', PAGE_OPERATION);
  const kept = c.req.path.startsWith(HASHED) ? `public, max-age=${FOREVER}, immutable` : 'no-cache';
  headers.set('cache-control', kept);
  headers.set('content-security-policy', CONTENT_SECURITY_POLICY);
  headers.set('permissions-policy', PERMISSIONS_POLICY);
  headers.set('vary', 'Accept-Encoding');
  headers.set('x-frame-options', 'DENY');
};
