import ky from 'ky';
import { bytesAsBase64, fileAsBase64, type OcrResponse, path, rectangles } from './by-hand.ts';
import type { Peer, Service } from './peer.ts';

export function connect({ url, token }: Service): Peer {
  const headers = { authorization: `Bearer ${token}` };
  // Its ten seconds are not enough for large images.
  const submit = (image: string): Promise<string> =>
    ky.post(`${url}${path}`, { headers, json: { image, settings: {} }, timeout: false }).text();
  return {
    submitFile: async (name) => submit(await fileAsBase64(name)),
    submitBytes: async (bytes) => submit(bytesAsBase64(bytes)),
    regions: async (id) =>
      rectangles(await ky.get(`${url}${path}`, { headers, searchParams: { id } }).json<OcrResponse>()),
  };
}
