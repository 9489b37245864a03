import type { Size } from '@detect-regions/regions';
import sharp from 'sharp';
import { askFresh } from '../process.ts';
import { type CaseReport, reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import type { EngineStart, EngineStartCost } from '../workers/engine-start.ts';
import type { Page } from './pages.ts';
import { type EnginePeer, ours } from './peer-names.ts';
import { endProgress, showProgress } from './progress.ts';
import { LONG_SIDE, writeScaled } from './speed.ts';

/** A scan of A4 at 290 dpi, in pixels. */
const LARGE_PAGE = 8_000_000;

/** In a fresh process: the time to the first page's regions, and the memory at most for a large page. */
export async function measureStart(
  pages: readonly Page[],
  setting: {
    readonly peers: readonly EnginePeer[];
    readonly rounds: number;
    readonly threads: number | undefined;
    readonly folder: string;
  },
): Promise<CaseReport> {
  const { threads, rounds, folder } = setting;
  const { page, size } = await largestOf(pages);
  const small = await writeScaled(page, LONG_SIDE, folder);
  const factor = Math.sqrt(LARGE_PAGE / (size.width * size.height));
  const large = await writeScaled(page, Math.round(factor * Math.max(size.width, size.height)), folder);
  const runs = await interleave({
    peers: setting.peers.filter((peer) => ours.includes(peer)),
    measures: ['cold start', 'import', 'load', 'first page', 'peak memory'],
    rounds,
    async turn(peer, round) {
      showProgress(`start: round ${round + 1} of ${rounds}, ${peer}`);
      const question = { runtime: peer as 'wasm' | 'native', threads };
      const start = await askFresh<EngineStart, EngineStartCost>('workers/engine-start', {
        ...question,
        file: small,
      });
      const { peak } = await askFresh<EngineStart, EngineStartCost>('workers/engine-start', {
        ...question,
        file: large,
      });
      return {
        'cold start': start.import + start.load + start.page,
        import: start.import,
        load: start.load,
        'first page': start.page,
        'peak memory': peak / 1e6,
      };
    },
  });
  endProgress();
  const goal = (atMost: number) => ours.map((of) => ({ of, as: 'value', atMost }) as const);
  return {
    case: 'start',
    title: `a fresh process: the first page, long side ${LONG_SIDE}; memory at most for 8 megapixels`,
    conditions: { rounds },
    measures: reportOf(
      [
        { name: 'cold start', unit: 'ms', reference: null, goals: goal(1000) },
        { name: 'import', unit: 'ms', reference: null },
        { name: 'load', unit: 'ms', reference: null },
        { name: 'first page', unit: 'ms', reference: null },
        { name: 'peak memory', unit: 'MB', reference: null, goals: goal(400) },
      ],
      runs,
    ),
  };
}

/** The page with the most pixels: it has lost the least when it is scaled up. */
async function largestOf(pages: readonly Page[]): Promise<{ readonly page: Page; readonly size: Size }> {
  const sized = await Promise.all(
    pages.map(async (page) => ({ page, size: (await sharp(page.image).metadata()).autoOrient })),
  );
  const pixels = ({ size }: { readonly size: Size }): number => size.width * size.height;
  return sized.reduce((best, one) => (pixels(one) > pixels(best) ? one : best));
}
