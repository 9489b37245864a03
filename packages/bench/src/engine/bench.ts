import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../machine.ts';
import type { CaseReport } from '../report.ts';
import { formatCase } from '../table.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { checkWritable } from '../writable.ts';
import { measureAccuracy, type PageResult } from './accuracy.ts';
import { formatAccuracy } from './accuracy-table.ts';
import type { EngineArguments } from './arguments.ts';
import { type Page, readPages } from './pages.ts';
import { ours } from './peer-names.ts';
import { type OpenPeer, openPeers } from './peers.ts';
import { drawWorst, picturesLegend } from './pictures.ts';
import { writePrediction } from './predictions.ts';
import { measureSpeed } from './speed.ts';
import { measureStart } from './start.ts';
import { type Summary, summarise } from './summary.ts';

/**
 * Measures the engine and its peers on a folder of pages, and prints what came out.
 *
 * @returns what to exit with: 1 when we ourselves failed on a page, else 0
 * @throws UsageError when the folder has no pages, or a file can't be written
 */
export async function benchEngine(args: EngineArguments): Promise<0 | 1> {
  const pages = await readPages(args.folder);
  if (args.json !== undefined) await checkWritable(args.json);
  using folder = await temporaryFolder();
  const { open, missing } = await openPeers(args.peers, args.threads);
  try {
    const machine = describeMachine(Object.fromEntries(open.map(({ name, title }) => [name, title])));
    const { node, platform, processor, cores, load } = machine;
    console.log(`Node ${node} on ${platform}, ${processor}, ${cores} cores, load ${load}`);
    console.log(`${pages.length} pages of ${args.folder}`);
    for (const { name, title } of open) console.log(`  ${name.padEnd(13)} ${title}`);
    for (const { name, reason } of missing) console.log(`  ${name.padEnd(13)} LEFT OUT: ${reason}`);
    console.log('');

    const accuracy = args.cases.includes('accuracy')
      ? await runAccuracy(pages, open, args, folder.path)
      : null;
    const reports: CaseReport[] = [];
    const report = (found: CaseReport): void => {
      console.log(`${formatCase(found)}\n`);
      reports.push(found);
    };
    if (args.cases.includes('speed') && open.length > 0) {
      report(await measureSpeed(pages, { peers: open, rounds: args.rounds, folder: folder.path }));
    }
    const own = open.map(({ name }) => name).filter((name) => ours.includes(name));
    if (args.cases.includes('start') && own.length > 0) {
      const { rounds, threads } = args;
      report(await measureStart(pages, { peers: own, rounds, threads, folder: folder.path }));
    }

    if (args.json !== undefined) {
      const figures = {
        suite: 'engine',
        date: new Date().toISOString(),
        machine,
        folder: args.folder,
        missing,
        accuracy: accuracy?.summaries ?? null,
        pages: accuracy?.results.map(pageFigures) ?? null,
        cases: reports,
      };
      await writeFile(args.json, `${JSON.stringify(figures, null, 2)}\n`);
      console.log(`All figures: ${args.json}`);
    }
    return weFailed(accuracy?.results ?? [], reports) ? 1 : 0;
  } finally {
    await Promise.all(open.map((peer) => peer.close()));
  }
}

async function runAccuracy(
  pages: readonly Page[],
  open: readonly OpenPeer[],
  { turned, pictures, predictions }: EngineArguments,
  folder: string,
): Promise<{ readonly results: readonly PageResult[]; readonly summaries: readonly Summary[] }> {
  // Both runtimes find the same, so one of ours is enough for turned pages and for pictures.
  const own = open.filter(({ name }) => ours.includes(name));
  const turners = own.slice(-1);
  const results = await measureAccuracy(pages, {
    peers: open,
    turners,
    turned,
    folder,
    async onResult(result) {
      if (predictions !== undefined) await writePrediction(result, predictions);
    },
  });
  const summaries = summarise(results);
  if (summaries.length > 0) console.log(`${formatAccuracy(summaries)}\n`);
  else console.log('accuracy: none of the pages has a ground truth\n');
  const [painter] = turners;
  if (pictures !== undefined && painter !== undefined) {
    const files = await drawWorst(results, painter.name, pictures);
    console.log(`The worst pages of ${painter.name} (${picturesLegend}):`);
    for (const file of files) console.log(`  ${file}`);
    console.log('');
  }
  return { results, summaries };
}

/** What the JSON tells of each page. */
function pageFigures({ page, turned, peer, reading, failure, scores }: PageResult): object {
  const { id, kind } = page;
  return { id, kind, turned, peer, ms: reading?.ms ?? null, failure, scores };
}

function weFailed(results: readonly PageResult[], reports: readonly CaseReport[]): boolean {
  const isOurs = (peer: string): boolean => ours.some((name) => name === peer);
  return (
    results.some(({ peer, failure }) => isOurs(peer) && failure !== null) ||
    reports.some(({ measures }) =>
      measures.some(({ rows }) => rows.some(({ peer, failure }) => isOurs(peer) && failure !== null)),
    )
  );
}
