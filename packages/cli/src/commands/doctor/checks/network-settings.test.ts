import { describe, expect, it } from 'vitest';
import { checkNetworkSettings, usesProxy } from './network-settings.ts';

const proxy = 'http://me:hush@proxy.example:3128';

describe('variables of the network', () => {
  it.each<[Record<string, string>, string, string]>([
    [{}, 'ok', 'no proxy is set'],
    [{ HTTPS_PROXY: '' }, 'ok', 'no proxy is set'],
    [{ HTTPS_PROXY: proxy }, 'warning', 'Node does not use it'],
    [
      { https_proxy: proxy, NODE_USE_ENV_PROXY: '1' },
      'ok',
      'through the proxy proxy.example:3128 (https_proxy)',
    ],
    [{ HTTP_PROXY: proxy, NODE_OPTIONS: '--use-env-proxy' }, 'ok', 'through the proxy proxy.example:3128'],
    [{ ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }, 'warning', 'which Node does not know'],
  ])('%j: %s', async (env, status, message) => {
    const [finding, ...others] = await checkNetworkSettings(env);
    expect(finding).toMatchObject({ status, message: expect.stringContaining(message) });
    expect(others).toEqual([]);
    expect(JSON.stringify(finding)).not.toContain('hush');
    expect(usesProxy(env)).toBe(message.startsWith('through'));
  });

  it('tell certificates that are not looked at, and those that are not there', async () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' };
    expect((await checkNetworkSettings(env)).slice(1)).toMatchObject([
      { name: 'certificates', status: 'failed' },
      { name: 'extra-certificates', status: 'warning', message: expect.stringContaining('/nowhere/ca.pem') },
    ]);
  });
});
