import { Configuration, DetectRegionsApi } from '@detect-regions/client';
import { bytesAsBase64, fileAsBase64, rectangles } from './by-hand.ts';
import type { Peer, Service } from './peer.ts';

export function connect({ url, token }: Service): Peer {
  const api = new DetectRegionsApi(new Configuration({ basePath: url, accessToken: `Bearer ${token}` }));
  const submit = (image: string): Promise<string> =>
    api.postDetectRegions({ detectRegionsRequest: { image, settings: {} } });
  return {
    submitFile: async (name) => submit(await fileAsBase64(name)),
    submitBytes: async (bytes) => submit(bytesAsBase64(bytes)),
    regions: async (id) => rectangles(await api.getDetectRegions({ id })),
  };
}
