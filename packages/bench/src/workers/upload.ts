// Uploads one image, and tells how long that took and how much memory this process had at most.
import { memoryUsage } from 'node:process';
import { answerWith } from '../answer.ts';
import { makeImage } from '../image.ts';
import { peakRss } from '../peak.ts';
import { connectPeer, type PeerName } from '../peers/index.ts';
import type { Service } from '../peers/peer.ts';

/** What to upload, and by whom. */
export interface Upload {
  readonly peer: PeerName;
  readonly service: Service;
  /** A file, or so many bytes in memory. */
  readonly image: { readonly path: string } | { readonly size: number };
}

/** What it cost. */
export interface UploadCost {
  /** From the call to the task's id, in milliseconds. */
  readonly ms: number;
  /** Memory of the process at most: in all for a file, above the start for bytes in memory; in bytes. */
  readonly peak: number;
}

answerWith<Upload, UploadCost>(async ({ peer: name, service, image }) => {
  const peer = await connectPeer(name, service);
  if ('path' in image) {
    const started = performance.now();
    await peer.submitFile(image.path);
    return { ms: performance.now() - started, peak: peakRss() };
  }
  const bytes = makeImage(image.size);
  const before = memoryUsage.rss();
  const started = performance.now();
  await peer.submitBytes(bytes);
  return { ms: performance.now() - started, peak: peakRss() - before };
});
