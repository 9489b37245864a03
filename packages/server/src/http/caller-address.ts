import { isIP } from 'node:net';
import type { RequestContext } from './env.ts';

/**
 * Where a request comes from, for counting.
 *
 * @param behindProxy - whether to believe the last entry of X-Forwarded-For. All before it were sent by the caller, and may
 *   be made up
 */
export function callerAddress(c: RequestContext, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1) : undefined;
  const address = forwarded === undefined ? undefined : withoutPort(forwarded.trim());
  return networkOf(address ?? c.env.incoming?.socket.remoteAddress ?? '');
}

/** Some proxies add the port: `192.0.2.1:50000`, `[2001:db8::1]:50000`. Undefined for what is no address. */
function withoutPort(text: string): string | undefined {
  const [, bracketed, plain] = /^(?:\[(.+)\](?::\d+)?|([^:]+)(?::\d+)?)$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  return isIP(address) === 0 ? undefined : address;
}

/** Who has one address of IPv6 has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const front = head.split(':').filter((group) => group !== '');
  const back = tail?.split(':').filter((group) => group !== '') ?? [];
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - front.length - back.length }, () => '0');
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
