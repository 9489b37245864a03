import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { describeMachine, sdkPeerVersions } from './machine.ts';
import { startHelper } from './process.ts';
import type { CaseReport } from './report.ts';
import type { Received } from './stub/server.ts';
import { formatCase } from './table.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { UsageError } from './usage-error.ts';
import { checkWritable } from './writable.ts';

const [suite, ...rest] = process.argv.slice(2);

if (suite === 'engine') {
  // Loaded for this suite alone: it brings an image library along.
  const { engineUsage, readEngineArguments } = await import('./engine/arguments.ts');
  await follow(engineUsage, async () => {
    const args = readEngineArguments(rest);
    if (args === 'help') return console.log(engineUsage());
    const { benchEngine } = await import('./engine/bench.ts');
    process.exitCode = await benchEngine(args);
  });
} else if (suite === 'server') {
  // As above: autocannon and the service's own packages.
  const { readServerArguments, serverUsage } = await import('./server/arguments.ts');
  await follow(serverUsage, async () => {
    const args = readServerArguments(rest);
    if (args === 'help') return console.log(serverUsage());
    const { benchServer } = await import('./server/bench.ts');
    process.exitCode = await benchServer(args);
  });
} else if (suite === 'cli') {
  const { cliUsage, readCliArguments } = await import('./cli/arguments.ts');
  await follow(cliUsage, async () => {
    const args = readCliArguments(rest);
    if (args === 'help') return console.log(cliUsage());
    const { benchCli } = await import('./cli/bench.ts');
    process.exitCode = await benchCli(args);
  });
} else {
  await follow(usage, async () => {
    const args = readArguments(process.argv.slice(2));
    if (args === 'help') console.log(usage());
    else await bench(args);
  });
}

/** Arguments that can't be followed are told with what is accepted. */
async function follow(help: () => string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${help()}`);
    process.exitCode = 2;
  }
}

/** Runs the cases one after another; a case in which we ourselves failed makes the program exit with 1. */
async function bench({ suite, cases, peers, rounds, size, json }: Arguments): Promise<void> {
  if (json !== undefined) await checkWritable(json);
  using folder = await temporaryFolder();
  const machine = describeMachine(sdkPeerVersions());
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

function weFailed({ measures }: CaseReport): boolean {
  return measures.some(({ rows }) =>
    rows.some(({ peer, failure }) => peer.startsWith('sdk') && failure !== null),
  );
}
