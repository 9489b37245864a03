import { EventEmitter, once } from 'node:events';
import { type LogEntry, startServer } from '@detect-regions/server';
import { clients } from '../contract/targets/clients.ts';
import { GatedEngine } from '../contract/targets/gated-engine.ts';

/** A service in this process that works on an image until it is told what comes of it. */
export interface GatedService extends AsyncDisposable {
  /** For a command line that is to use it. */
  readonly env: Readonly<Record<string, string>>;
  readonly engine: GatedEngine;
  /** Resolves once so many such events have been logged. */
  logged(event: string, count: number): Promise<void>;
}

/** Starts the local service with an engine that waits. */
export async function startGatedService(): Promise<GatedService> {
  const engine = new GatedEngine();
  const events: string[] = [];
  const told = new EventEmitter();
  const log = ({ event }: LogEntry): void => {
    events.push(event);
    told.emit('event');
  };
  const server = await startServer({ port: 0, clients, engine, log });
  const [client] = clients;
  return {
    env: {
      DETECT_REGIONS_BASE_URL: server.url,
      DETECT_REGIONS_CLIENT_ID: client?.clientId ?? '',
      DETECT_REGIONS_CLIENT_SECRET: client?.clientSecret ?? '',
    },
    engine,
    async logged(event, count) {
      while (events.filter((known) => known === event).length < count) await once(told, 'event');
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
