import type { Peer, PeerModule, Service } from './peer.ts';

/** All peers, ourselves last. */
export const peerNames = [
  'fetch',
  'axios',
  'superagent',
  'ky',
  'openapi-fetch',
  'generated-client',
  'sdk',
] as const;

/** The name of a peer. */
export type PeerName = (typeof peerNames)[number];

/** Each is loaded when it is asked for, so that a process pays for the one that it measures. */
const modules: Readonly<Record<PeerName, () => Promise<PeerModule>>> = {
  fetch: () => import('./plain-fetch.ts'),
  axios: () => import('./axios.ts'),
  superagent: () => import('./superagent.ts'),
  ky: () => import('./ky.ts'),
  'openapi-fetch': () => import('./openapi-fetch.ts'),
  'generated-client': () => import('./generated-client.ts'),
  sdk: () => import('./sdk.ts'),
};

/** Loads a peer, and makes a client of it. */
export async function connectPeer(name: PeerName, service: Service): Promise<Peer> {
  return (await modules[name]()).connect(service);
}
