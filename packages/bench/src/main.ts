import { open, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { type Arguments, readArguments, UsageError, usage } from './arguments.ts';
import { describeMachine } from './machine.ts';
import { startHelper } from './process.ts';
import type { CaseReport } from './report.ts';
import type { Received } from './stub/server.ts';
import { formatCase } from './table.ts';
import { temporaryFolder } from './temporary-folder.ts';

try {
  const args = readArguments(process.argv.slice(2));
  if (args === 'help') console.log(usage());
  else await bench(args);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage()}`);
  process.exitCode = 2;
}

/** Runs the cases one after another; a case in which we ourselves failed makes the program exit with 1. */
async function bench({ suite, cases, peers, rounds, size, json }: Arguments): Promise<void> {
  if (json !== undefined) await checkWritable(json);
  using folder = await temporaryFolder();
  const machine = describeMachine();
  const { node, platform, cores, load } = machine;
  console.log(`Node ${node} on ${platform}, ${cores} cores, load ${load}; median of the rounds, min–max\n`);
  const stub = startHelper<'url' | 'take', string | Received>('stub/main');
  try {
    const url = (await stub.ask('url')) as string;
    const received = async (): Promise<Received> => (await stub.ask('take')) as Received;
    const reports: CaseReport[] = [];
    for (const one of cases) {
      const service = { url, token: 'bench-token' };
      const report = await one.run({ service, received, peers, rounds, size, folder: folder.path });
      console.log(`${formatCase(report)}\n`);
      reports.push(report);
    }
    if (json !== undefined) {
      const date = new Date().toISOString();
      await writeFile(json, `${JSON.stringify({ suite, date, machine, cases: reports }, null, 2)}\n`);
      console.log(`All figures: ${json}`);
    }
    process.exitCode = reports.some(weFailed) ? 1 : 0;
  } finally {
    await stub.close();
  }
}

/** Before minutes of measuring come to nothing. */
async function checkWritable(file: string): Promise<void> {
  try {
    await (await open(file, 'a')).close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--json can't be written: ${file} (${code}).`, { cause: error });
  }
}

function weFailed({ measures }: CaseReport): boolean {
  return measures.some(({ rows }) =>
    rows.some(({ peer, failure }) => peer.startsWith('sdk') && failure !== null),
  );
}
