import type { PeerName } from '../peers/index.ts';
import { askFresh } from '../process.ts';
import { reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import type { Import, ImportCost } from '../workers/import.ts';
import type { Case } from './case.ts';

/** What each peer's users import; nothing for the fetch of the runtime. */
const modules: Readonly<Record<PeerName, string | null>> = {
  fetch: null,
  axios: 'axios',
  superagent: 'superagent',
  ky: 'ky',
  'openapi-fetch': 'openapi-fetch',
  'generated-client': '@detect-regions/client',
  sdk: '@detect-regions/sdk',
};

/** An import is short, so it is done more often than the rest. */
const perRound = 4;

/** How long the import takes in a fresh process, and how long until a first answer is there. */
export const coldImport: Case = {
  name: 'import',
  title: 'the import in a fresh process, and the time from before it to a first answer',
  async run({ service, peers, rounds }) {
    const runs = await interleave({
      peers,
      measures: ['import', 'first answer'],
      rounds: rounds * perRound,
      async turn(name) {
        const peer = name as PeerName;
        const question = { module: modules[peer], peer, service };
        const { load, first } = await askFresh<Import, ImportCost>('workers/import', question);
        return { import: load, 'first answer': first };
      },
    });
    return {
      case: coldImport.name,
      title: coldImport.title,
      conditions: { rounds: rounds * perRound },
      measures: reportOf(
        [
          { name: 'import', unit: 'ms', reference: 'ky', goals: [{ of: 'sdk', as: 'ratio', atMost: 0.1 }] },
          { name: 'first answer', unit: 'ms', reference: 'fetch' },
        ],
        runs,
      ),
    };
  },
};
