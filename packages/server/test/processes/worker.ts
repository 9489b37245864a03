import { startQueueWorker } from '../../src/index.ts';
import { closeWhenTold, tell } from './messages.ts';
import { type Behaviour, StubEngine } from './stub-engine.ts';

/** What {@link startProcess} of `test/processes.ts` hands over. */
export interface WorkerSettings {
  readonly queue: string;
  readonly images: string;
  readonly engine: Behaviour;
}

const { engine, ...options } = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const worker = await startQueueWorker({
  ...options,
  engine: new StubEngine(engine),
  log: (entry) => tell({ type: 'log', entry }),
});
closeWhenTold(worker.close);
tell({ type: 'ready', url: '' });
