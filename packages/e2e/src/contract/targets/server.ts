import { type ServerOptions, startServer } from '@detect-regions/server';
import type { Target } from '../types.ts';
import { clients } from './clients.ts';
import { GatedEngine } from './gated-engine.ts';

/** Where a service keeps its tasks and images. */
export type Places = Pick<ServerOptions, 'data' | 'queue' | 'images'>;

/** The local service over HTTP, with an engine that does what cases say; all is kept in memory. */
export const server: Target = serverIn(async () => ({}));

/**
 * The local service over HTTP, with an engine that does what cases say.
 *
 * @param places - where the next service keeps what it has; nothing is there yet
 */
export function serverIn(places: () => Promise<Places>): Target {
  return {
    name: 'server',
    never: {
      402: 'the local service costs nothing',
      403: 'the local service has no plans',
      429: 'the local service counts calls where that is configured; its own tests do that',
      'postToken 503': 'a token is given without waiting for anything',
      'getDetectRegions 503': 'a poll waits for nothing',
      'cancelDetectRegions 503': 'giving up waits for nothing',
      'getTaskStatus 503': 'a poll waits for nothing',
      'responseStatusCode PartiallyNotFound': 'a task is one image',
      'responseStatusCode NoAnyResultData': 'no regions are an empty list',
      'responseStatusCode ResultDataLost': 'results are kept with their tasks',
    },
    async start({ imageBytes, pendingTasks }) {
      const engine = new GatedEngine();
      let passed = 0;
      let broken = false;
      const running = await startServer({
        port: 0,
        ...(await places()),
        clients,
        engine,
        limits: {
          ...(imageBytes === undefined ? {} : { imageBytes }),
          ...(pendingTasks === undefined ? {} : { pendingTasks }),
        },
        now() {
          if (broken) throw new Error('The clock is broken.');
          return Date.now() + passed;
        },
      });
      return {
        url: running.url,
        clients,
        asked: async () => (await engine.work()).settings,
        async ends(outcome) {
          (await engine.work()).ends('fails' in outcome ? new Error('It is no page.') : outcome);
        },
        passes(seconds) {
          passed += seconds * 1000;
        },
        forces(_operation, status) {
          broken ||= status === 500;
          return status === 500;
        },
        async [Symbol.asyncDispose]() {
          broken = false;
          await running.close();
        },
      };
    },
  };
}
