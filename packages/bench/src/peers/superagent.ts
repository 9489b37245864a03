import superagent from 'superagent';
import { bytesAsBase64, fileAsBase64, path, rectangles } from './by-hand.ts';
import type { Peer, Service } from './peer.ts';

export function connect({ url, token }: Service): Peer {
  const submit = async (image: string): Promise<string> => {
    const response = await superagent
      .post(`${url}${path}`)
      .set('authorization', `Bearer ${token}`)
      .send({ image, settings: {} });
    return response.text;
  };
  return {
    submitFile: async (name) => submit(await fileAsBase64(name)),
    submitBytes: async (bytes) => submit(bytesAsBase64(bytes)),
    async regions(id) {
      const response = await superagent
        .get(`${url}${path}`)
        .query({ id })
        .set('authorization', `Bearer ${token}`);
      return rectangles(response.body);
    },
  };
}
