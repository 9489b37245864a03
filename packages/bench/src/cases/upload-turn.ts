import type { PeerName } from '../peers/index.ts';
import { askFresh } from '../process.ts';
import { formatSize } from '../size.ts';
import type { Upload, UploadCost } from '../workers/upload.ts';
import type { Setting } from './case.ts';

/** More than a body needs beside the Base64 of its image, in bytes. */
const envelope = 2_000;

/**
 * Lets a peer upload an image from a fresh process.
 *
 * @returns time in milliseconds, peak in MB
 * @throws Error when the service did not get the whole image exactly once
 */
export async function uploadTurn(
  { service, received, size }: Setting,
  peer: PeerName,
  image: Upload['image'],
): Promise<{ time: number; peak: number }> {
  await received();
  const cost = await askFresh<Upload, UploadCost>('workers/upload', { peer, service, image });
  const { submissions, bytes } = await received();
  const expected = Math.ceil(size / 3) * 4;
  if (submissions !== 1 || bytes < expected || bytes > expected + envelope) {
    throw new Error(
      `${submissions} submissions of ${formatSize(bytes)} arrived, not one of ${formatSize(expected)}`,
    );
  }
  return { time: cost.ms, peak: cost.peak / 1e6 };
}
