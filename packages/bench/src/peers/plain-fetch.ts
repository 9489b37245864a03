import { bytesAsBase64, fileAsBase64, path, rectangles } from './by-hand.ts';
import type { Peer, Service } from './peer.ts';

export function connect({ url, token }: Service): Peer {
  const authorization = `Bearer ${token}`;
  const submit = async (image: string): Promise<string> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ image, settings: {} }),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.text();
  };
  return {
    submitFile: async (name) => submit(await fileAsBase64(name)),
    submitBytes: async (bytes) => submit(bytesAsBase64(bytes)),
    async regions(id) {
      const response = await fetch(`${url}${path}?id=${encodeURIComponent(id)}`, {
        headers: { authorization },
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return rectangles(await response.json());
    },
  };
}
