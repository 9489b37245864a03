import { DetectRegions } from '@detect-regions/sdk';
import type { Peer, Service } from './peer.ts';

/** With all that it can do turned on: it gets its own token, checks settings, and tells every event. */
export function connect({ url }: Service): Peer {
  let events = 0;
  const client = new DetectRegions({
    baseUrl: url,
    clientId: 'bench',
    clientSecret: 'bench-secret',
    onEvent: () => {
      events += 1;
    },
  });
  return {
    submitFile: async (path) => (await client.submit({ path })).id,
    submitBytes: async (bytes) => (await client.submit(bytes)).id,
    async regions(id) {
      const outcome = await client.task(id).result();
      if (outcome?.status !== 'completed')
        throw new Error(`Task ${id}: ${outcome?.status}, ${events} events`);
      return outcome.regions;
    },
  };
}
