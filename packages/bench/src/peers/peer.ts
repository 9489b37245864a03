import type { Region } from '@detect-regions/regions';

/** Where the service is, and what it lets in. */
export interface Service {
  readonly url: string;
  readonly token: string;
}

/** One way to call the API, as somebody who chose it would write it down. */
export interface Peer {
  /** Submits the image in a file, and gives the task's id. */
  submitFile(path: string): Promise<string>;
  /** Submits an image in memory, and gives the task's id. */
  submitBytes(bytes: Uint8Array): Promise<string>;
  /** Fetches the regions of a task that is done. */
  regions(id: string): Promise<readonly (Region | readonly number[])[]>;
}

/** What the file of a peer exports. */
export interface PeerModule {
  connect(service: Service): Peer;
}
