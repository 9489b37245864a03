import type { PeerName } from '../peers/index.ts';
import { reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import { formatSize } from '../size.ts';
import type { Case } from './case.ts';
import { uploadTurn } from './upload-turn.ts';

/** Peak above the start, and time, of uploading bytes that are in memory already. */
export const uploadMemory: Case = {
  name: 'upload-memory',
  title: 'an image in memory is uploaded, by a fresh process; peak above the start',
  async run(setting) {
    const runs = await interleave({
      peers: setting.peers,
      measures: ['peak', 'time'],
      rounds: setting.rounds,
      turn: (peer) => uploadTurn(setting, peer as PeerName, { size: setting.size }),
    });
    return {
      case: uploadMemory.name,
      title: uploadMemory.title,
      conditions: { size: formatSize(setting.size), rounds: setting.rounds },
      measures: reportOf(
        [
          { name: 'peak', unit: 'MB', reference: 'fetch', goals: [{ of: 'sdk', as: 'value', atMost: 45 }] },
          { name: 'time', unit: 'ms', reference: 'fetch', goals: [{ of: 'sdk', as: 'ratio', atMost: 0.5 }] },
        ],
        runs,
      ),
    };
  },
};
