import { join } from 'node:path';
import { writeImage } from '../image.ts';
import type { PeerName } from '../peers/index.ts';
import { reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import { formatSize } from '../size.ts';
import type { Case } from './case.ts';
import { uploadTurn } from './upload-turn.ts';

/** Peak of the whole process, and time, of uploading a file. */
export const uploadFile: Case = {
  name: 'upload-file',
  title: 'an image is uploaded from a file, by a fresh process',
  async run(setting) {
    const path = join(setting.folder, 'page.png');
    await writeImage(path, setting.size);
    const runs = await interleave({
      peers: setting.peers,
      measures: ['peak', 'time'],
      rounds: setting.rounds,
      turn: (peer) => uploadTurn(setting, peer as PeerName, { path }),
    });
    // The goals for the peak: at 100 MB, and at anything beyond.
    const atMost = setting.size <= 100e6 ? 90 : 100;
    return {
      case: uploadFile.name,
      title: uploadFile.title,
      conditions: { size: formatSize(setting.size), rounds: setting.rounds },
      measures: reportOf(
        [
          { name: 'peak', unit: 'MB', reference: 'fetch', goals: [{ of: 'sdk', as: 'value', atMost }] },
          { name: 'time', unit: 'ms', reference: 'fetch', goals: [{ of: 'sdk', as: 'ratio', atMost: 0.5 }] },
        ],
        runs,
      ),
    };
  },
};
