import { existsSync } from 'node:fs';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at the variables that say how to reach the network: what Node makes of them is not what curl does. */
export async function checkNetworkSettings(env: Environment = process.env): Promise<readonly Finding[]> {
  return [proxyFinding(env), ...certificateFindings(env)];
}

/** Whether requests go through a proxy of the environment. */
export function usesProxy(env: Environment = process.env): boolean {
  return isProxyOn(env) && proxiesOf(env).some(([name]) => name.toLowerCase() !== 'all_proxy');
}

function isProxyOn({ NODE_USE_ENV_PROXY, NODE_OPTIONS = '' }: Environment): boolean {
  return NODE_USE_ENV_PROXY === '1' || NODE_OPTIONS.includes('--use-env-proxy');
}

function proxiesOf(env: Environment): [string, string][] {
  return ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].flatMap(
    (name) => {
      const value = env[name];
      return value ? [[name, value] as [string, string]] : [];
    },
  );
}

function proxyFinding(env: Environment): Finding {
  const proxies = proxiesOf(env);
  const names = proxies.map(([name]) => name).join(', ');
  if (proxies.length === 0) return { name: 'proxy', status: 'ok', message: 'no proxy is set' };
  const facts = { variables: names, used: isProxyOn(env) };
  if (!isProxyOn(env)) {
    return {
      name: 'proxy',
      status: 'warning',
      message: `${names} set, and Node does not use it`,
      advice: 'To use it: export NODE_USE_ENV_PROXY=1',
      facts,
    };
  }
  if (!usesProxy(env)) {
    return {
      name: 'proxy',
      status: 'warning',
      message: `${names} set, which Node does not know`,
      advice: 'Name the proxy in HTTPS_PROXY.',
      facts,
    };
  }
  const hosts = [...new Set(proxies.map(([, value]) => hostOf(value)))].join(', ');
  return { name: 'proxy', status: 'ok', message: `through the proxy ${hosts} (${names})`, facts };
}

/** Without the user and the password that may stand there. */
function hostOf(proxy: string): string {
  return URL.canParse(proxy) ? printable(new URL(proxy).host) : 'that is no URL';
}

function certificateFindings({
  NODE_TLS_REJECT_UNAUTHORIZED,
  NODE_EXTRA_CA_CERTS: file,
}: Environment): Finding[] {
  const findings: Finding[] = [];
  if (NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    findings.push({
      name: 'certificates',
      status: 'failed',
      message: 'NODE_TLS_REJECT_UNAUTHORIZED=0: any certificate is taken, and secrets may go to anybody',
      advice: 'unset NODE_TLS_REJECT_UNAUTHORIZED, and name the authority in NODE_EXTRA_CA_CERTS.',
    });
  }
  if (file && !existsSync(file)) {
    findings.push({
      name: 'extra-certificates',
      status: 'warning',
      message: `NODE_EXTRA_CA_CERTS names ${printable(file)}, which is not there`,
      advice: 'Name a PEM file that is, or unset it.',
    });
  }
  return findings;
}
