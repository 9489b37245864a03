import type { PeerName } from '../peers/index.ts';
import type { Service } from '../peers/peer.ts';
import type { CaseReport } from '../report.ts';
import type { Received } from '../stub/server.ts';

/** What a case works with. */
export interface Setting {
  readonly service: Service;
  /** What the service received since it was last asked. */
  readonly received: () => Promise<Received>;
  readonly peers: readonly PeerName[];
  readonly rounds: number;
  /** Of a large image, in bytes. */
  readonly size: number;
  /** A folder for files, removed at the end. */
  readonly folder: string;
}

/** One measurement. */
export interface Case {
  readonly name: string;
  /** What it measures, in a line. */
  readonly title: string;
  run(setting: Setting): Promise<CaseReport>;
}
