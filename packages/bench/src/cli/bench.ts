import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../machine.ts';
import { type CaseReport, reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import { formatCase } from '../table.ts';
import { checkWritable } from '../writable.ts';
import type { CliArguments } from './arguments.ts';
import { type CliCase, measureRow, measuresOf } from './cases.ts';

/**
 * Measures the command line, and prints what came out.
 *
 * @returns what to exit with: 1 when a command failed, else 0
 * @throws UsageError when a file can't be written
 */
export async function benchCli({ cases, rounds, json }: CliArguments): Promise<0 | 1> {
  if (json !== undefined) await checkWritable(json);
  const machine = describeMachine({});
  const { node, platform, processor, cores, load } = machine;
  console.log(`Node ${node} on ${platform}, ${processor}, ${cores} cores, load ${load}\n`);
  const reports: CaseReport[] = [];
  for (const one of cases) {
    const report = await measureCase(one, rounds);
    console.log(`${formatCase(report)}\n`);
    reports.push(report);
  }
  if (json !== undefined) {
    const figures = { suite: 'cli', date: new Date().toISOString(), machine, cases: reports };
    await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(`All figures: ${json}`);
  }
  const rows = reports.flatMap(({ measures }) => measures.flatMap((measure) => measure.rows));
  return rows.some(({ failure }) => failure !== null) ? 1 : 0;
}

async function measureCase(one: CliCase, rounds: number): Promise<CaseReport> {
  const { name, title, rows } = one;
  // The first run of a program reads it from the disk.
  for (const row of rows) await measureRow(row).catch(() => {});
  const runs = await interleave({
    peers: rows.map((row) => row.name),
    measures: ['time', 'of the allowance'],
    rounds,
    turn: async (peer) => {
      const row = rows.find((candidate) => candidate.name === peer);
      if (row === undefined) throw new RangeError(`No row is called ${peer}.`);
      return await measureRow(row);
    },
  });
  return { case: name, title, conditions: { rounds }, measures: reportOf(measuresOf(one), runs) };
}
