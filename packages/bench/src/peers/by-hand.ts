// What is left to do by hand with every peer that knows nothing of this API.
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';

/** The address of submissions and results. */
export const path = '/v5.0/ocr/DetectRegions';

/** The part of the answer that is used. */
export interface OcrResponse {
  results?: { data?: string }[];
}

/** Base64 of a whole file. */
export async function fileAsBase64(name: string): Promise<string> {
  return (await readFile(name)).toString('base64');
}

/** Base64 of bytes in memory, which are not copied first. */
export function bytesAsBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The rectangles of all results. */
export function rectangles(response: OcrResponse): number[][] {
  return (response.results ?? []).flatMap(({ data }) =>
    data === undefined ? [] : JSON.parse(Buffer.from(data, 'base64').toString()),
  );
}
