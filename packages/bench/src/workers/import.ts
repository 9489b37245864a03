// Imports a module into a process that has loaded none of it, then makes one call with it.
import { answerWith } from '../answer.ts';
import { connectPeer, type PeerName } from '../peers/index.ts';
import type { Service } from '../peers/peer.ts';
import { taskId } from '../stub/task-id.ts';

/** What to import. */
export interface Import {
  /** Null where there is nothing to import. */
  readonly module: string | null;
  readonly peer: PeerName;
  readonly service: Service;
}

/** How long it took, in milliseconds. */
export interface ImportCost {
  readonly load: number;
  /** From before the import until the first answer of the service is there. */
  readonly first: number;
}

answerWith<Import, ImportCost>(async ({ module, peer, service }) => {
  const started = performance.now();
  if (module !== null) await import(module);
  const load = performance.now() - started;
  await (await connectPeer(peer, service)).regions(taskId);
  return { load, first: performance.now() - started };
});
