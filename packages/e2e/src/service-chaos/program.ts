// A process of the service under test: node program.ts PLAN, a plan being JSON. Its standard output is its log, an entry
// a line, written before the service goes on: what a killed process has done is told up to its last moment.
import { readFileSync, writeSync } from 'node:fs';
import { type LogEntry, type ServerOptions, startQueueWorker, startServer } from '@detect-regions/server';
import type { Plan } from './plan.ts';
import { stubEngine } from './stub-engine.ts';

const tell = (entry: Readonly<Record<string, unknown>> | LogEntry): void => {
  writeSync(1, `${JSON.stringify(entry)}\n`);
};

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const { clock } = plan;
/** The clock is off by so many milliseconds as the file says. */
const now = clock === undefined ? Date.now : () => Date.now() + Number(readFileSync(clock, 'utf8'));
const common = { log: tell, now, ...(plan.realEngine ? {} : { engine: stubEngine }) };
const service =
  plan.role === 'worker'
    ? await startQueueWorker({ ...plan.options, ...common })
    : await startServer({ ...(plan.options as ServerOptions), ...common });
tell({ event: 'ready', port: 'port' in service ? service.port : undefined });
process.on('SIGTERM', () => void service.close());
