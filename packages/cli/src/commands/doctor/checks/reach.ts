import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { exitCodes } from '../../../report/exit-codes.ts';
import { networkReason } from '../../../report/network-reason.ts';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';
import { usesProxy } from './network-settings.ts';

/** For how long a connection may take, in milliseconds. */
const PATIENCE = 10_000;
/** A certificate that ends sooner is told, in milliseconds: who renews it may have forgotten. */
const SOON = 14 * 24 * 3_600_000;

/** Looks how far a service is: its name, a connection, its certificate. Sends no request. */
export async function checkReach(baseUrl: string, signal: AbortSignal): Promise<Finding> {
  const { hostname, port, protocol } = new URL(baseUrl);
  const name = 'reach';
  if (usesProxy()) {
    return {
      name,
      status: 'skipped',
      message: 'the way to the service: by the proxy, so it is not tried directly',
    };
  }
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = protocol === 'https:';
  const begin = performance.now();
  try {
    const { address } = await lookup(host);
    const known = performance.now();
    const target = { host, port: Number(port || (isTls ? 443 : 80)) };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    using socket = disposable(
      isTls ? connectTls({ ...target, ...(isIP(host) === 0 && { servername: host }) }) : connectTcp(target),
    );
    await once(socket.value, isTls ? 'secureConnect' : 'connect', { signal: limit });
    const dnsMs = Math.round(known - begin);
    const connectMs = Math.round(performance.now() - known);
    const facts = { address, dnsMs, connectMs, tls: isTls };
    const message = `${printable(baseUrl)}: ${address} (DNS ${dnsMs} ms), connected${isTls ? ' by TLS' : ''} in ${connectMs} ms`;
    return { name, status: 'ok', message, facts, ...(isTls ? endOf(socket.value as TLSSocket, host) : {}) };
  } catch (error) {
    const reason =
      (error as Error).name === 'AbortError'
        ? `no connection within ${PATIENCE / 1000} s`
        : networkReason(error);
    return {
      name,
      status: 'failed',
      message: `can't reach ${printable(baseUrl)}: ${reason ?? String(error)}`,
      advice:
        'See the address (--base-url), the network, and the proxy that it may need. Without it, detect --local and serve work.',
      exitCode: exitCodes.network,
      facts: { code: String((error as NodeJS.ErrnoException).code ?? '') },
    };
  }
}

/** What is to be said of a certificate that ends soon. */
function endOf(socket: TLSSocket, host: string): Partial<Finding> {
  const end = Date.parse(socket.getPeerCertificate().valid_to);
  if (!(end - Date.now() < SOON)) return {};
  const day = new Date(end).toISOString().slice(0, 10);
  return {
    status: 'warning',
    advice: `The certificate of ${printable(host)} ends on ${day}: have it renewed.`,
  };
}

function disposable(value: Socket): Disposable & { readonly value: Socket } {
  // What comes after the first failure is of no interest.
  value.on('error', () => undefined);
  return { value, [Symbol.dispose]: () => void value.destroy() };
}
