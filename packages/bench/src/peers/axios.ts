import axios from 'axios';
import { bytesAsBase64, fileAsBase64, type OcrResponse, path, rectangles } from './by-hand.ts';
import type { Peer, Service } from './peer.ts';

export function connect({ url, token }: Service): Peer {
  const api = axios.create({ baseURL: url, headers: { authorization: `Bearer ${token}` } });
  const submit = async (image: string): Promise<string> => {
    const { data } = await api.post<string>(path, { image, settings: {} }, { responseType: 'text' });
    return data;
  };
  return {
    submitFile: async (name) => submit(await fileAsBase64(name)),
    submitBytes: async (bytes) => submit(bytesAsBase64(bytes)),
    regions: async (id) => rectangles((await api.get<OcrResponse>(path, { params: { id } })).data),
  };
}
