import { type ServerOptions, startServer } from '../../src/index.ts';
import { closeWhenTold, tell } from './messages.ts';
import { type Behaviour, StubEngine } from './stub-engine.ts';

/** What {@link startProcess} of `test/processes.ts` hands over. */
export type ServerSettings = Pick<ServerOptions, 'queue' | 'images' | 'signingKey' | 'clients'> & {
  readonly engine: Behaviour;
};

const { engine, ...options } = JSON.parse(process.argv[2] ?? '{}') as ServerSettings;
const server = await startServer({
  ...options,
  port: 0,
  engine: new StubEngine(engine),
  log: (entry) => tell({ type: 'log', entry }),
});
closeWhenTold(server.close);
tell({ type: 'ready', url: server.url });
