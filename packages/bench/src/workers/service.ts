// The service as a process of its own, with the real engine or one that takes no time.
import { memoryUsage } from 'node:process';
import { mock } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngineThread } from '@detect-regions/engine';
import {
  type DetectionEngine,
  type RunningServer,
  type ServerOptions,
  startServer,
} from '@detect-regions/server';
import { answerWith } from '../answer.ts';
import { forgetPeak, peakRss } from '../peak.ts';

/** What looks at the images: the engine as the service has it; the same without stepping back; none; one that is done at once. */
export type EngineKind = 'background' | 'foreground' | 'asleep' | 'instant';

/** What to do. */
export type ServiceQuestion =
  | {
      readonly type: 'start';
      readonly options: ServerOptions;
      readonly engine: EngineKind;
      /** Threads of the engine; undefined leaves it to the engine. */
      readonly threads?: number;
      /** Whether its clock goes by `tick` alone. */
      readonly simulated?: boolean;
    }
  | { readonly type: 'idle' | 'peak' | 'completed' | 'stop' }
  | { readonly type: 'tick'; readonly ms: number };

/** Where a service is, and who may use it. */
export interface Started {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

// The flag takes effect in contexts that are made from then on.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: RunningServer | undefined;
let completed = 0;

answerWith<ServiceQuestion, Started | number>(async (question) => {
  switch (question.type) {
    case 'start':
      return start(question);
    case 'idle':
      // Without what is garbage by now.
      collectGarbage();
      forgetPeak();
      return memoryUsage.rss();
    case 'peak':
      return peakRss();
    case 'completed':
      return completed;
    case 'tick':
      mock.timers.tick(question.ms);
      return Date.now();
    case 'stop': {
      const start = performance.now();
      await server?.close();
      return performance.now() - start;
    }
  }
});

async function start({
  options,
  engine: kind,
  threads,
  simulated = false,
}: Extract<ServiceQuestion, { type: 'start' }>): Promise<Started> {
  // What the service does every minute is done as that clock says; connections go by the real one.
  if (simulated) mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.now() });
  const clients = [{ clientId: 'bench', clientSecret: 'secret of the bench' }] as const;
  const engine = engineOf(kind, threads);
  server = await startServer({
    ...options,
    // As the command line has it.
    ownsProcess: true,
    port: 0,
    clients,
    engine,
    log: ({ event }) => {
      if (event === 'task.completed') completed++;
    },
  });
  return { url: server.url, ...clients[0] };
}

function engineOf(kind: EngineKind, threads: number | undefined): DetectionEngine {
  if (kind === 'background' || kind === 'foreground') {
    return createEngineThread({ background: kind === 'background', threads });
  }
  const region = { left: 0, top: 0, right: 1, bottom: 1 };
  return {
    async warmUp() {},
    async detect(_image, _settings, { signal } = {}) {
      if (kind === 'asleep') await new Promise((_, reject) => signal?.addEventListener('abort', reject));
      return { width: 1, height: 1, regions: [region] };
    },
  };
}
