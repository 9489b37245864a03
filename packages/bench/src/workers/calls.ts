// Makes pairs of small calls, a submission and a request for its result each, again and again.
import { cpuUsage } from 'node:process';
import { answerWith } from '../answer.ts';
import { makeImage } from '../image.ts';
import { connectPeer, type PeerName } from '../peers/index.ts';
import type { Peer, Service } from '../peers/peer.ts';

/** What to do. */
export interface Calls {
  readonly peer: PeerName;
  readonly service: Service;
  /** In bytes. */
  readonly imageSize: number;
  readonly pairs: number;
  /** How many pairs are under way at once. */
  readonly atOnce: number;
}

/** What a pair cost on average, in microseconds. */
export interface CallsCost {
  readonly wall: number;
  /** Of the processor, by this process. */
  readonly cpu: number;
}

let connected: Peer | undefined;

answerWith<Calls, CallsCost>(async ({ peer: name, service, imageSize, pairs, atOnce }) => {
  connected ??= await connectPeer(name, service);
  const peer = connected;
  const image = makeImage(imageSize);
  let left = pairs;
  const line = async (): Promise<void> => {
    while (left-- > 0) {
      const regions = await peer.regions(await peer.submitBytes(image));
      if (regions.length !== 1) throw new Error(`${regions.length} regions instead of one`);
    }
  };
  const cpu = cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, line));
  const wall = (performance.now() - started) * 1000;
  const { user, system } = cpuUsage(cpu);
  return { wall: wall / pairs, cpu: (user + system) / pairs };
});
