import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import { BenchService, smallBody } from '../service.ts';
import type { ServerCase } from './case.ts';

const IN_FLIGHT = 100;

/** What becomes of requests that are under way when the service is told to stop. */
export const stop: ServerCase = {
  name: 'stop',
  title: `the service is told to stop while ${IN_FLIGHT} submissions are half sent, which then go on`,
  async run({ rounds, folder }) {
    const runs = await interleave({
      peers: ['service'],
      measures: ['answered', 'time to stop'],
      rounds,
      async turn() {
        const data = await mkdtemp(join(folder, 'data-'));
        await using service = await BenchService.start({ options: { data }, engine: 'asleep' });
        const uploads = await Promise.all(Array.from({ length: IN_FLIGHT }, () => begin(service)));
        const answers = uploads.map(async (upload) => {
          const [incoming] = (await once(upload, 'response')) as [IncomingMessage];
          incoming.resume();
          return incoming.statusCode === 200;
        });
        const stopped = service.ask({ type: 'stop' });
        for (const upload of uploads) upload.end(smallBody.slice(HALF));
        const answered = (await Promise.allSettled(answers)).filter(
          (answer) => answer.status === 'fulfilled' && answer.value,
        );
        return { answered: answered.length, 'time to stop': await stopped };
      },
    });
    return {
      case: stop.name,
      title: stop.title,
      conditions: { rounds },
      measures: reportOf(
        [
          {
            name: 'answered',
            unit: 'answers',
            reference: null,
            goals: [{ of: 'service', as: 'value', atLeast: IN_FLIGHT }],
          },
          {
            name: 'time to stop',
            unit: 'ms',
            reference: null,
            goals: [{ of: 'service', as: 'value', atMost: 5000 }],
          },
        ],
        runs,
      ),
    };
  },
};

const HALF = Math.floor(smallBody.length / 2);

/** Sends half of a submission: the service has asked for it, so it is under way there. */
async function begin(service: BenchService): Promise<ClientRequest> {
  const upload = request(service.submitUrl, {
    method: 'POST',
    headers: {
      ...service.headers,
      'content-type': 'application/json',
      'content-length': smallBody.length,
      expect: '100-continue',
    },
  });
  upload.flushHeaders();
  await once(upload, 'continue');
  upload.write(smallBody.slice(0, HALF));
  return upload;
}
