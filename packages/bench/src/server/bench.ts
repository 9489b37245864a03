import { writeFile } from 'node:fs/promises';
import { describeMachine, serverVersions } from '../machine.ts';
import type { CaseReport } from '../report.ts';
import { formatCase } from '../table.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { checkWritable } from '../writable.ts';
import type { ServerArguments } from './arguments.ts';

/**
 * Measures the service, and prints what came out.
 *
 * @returns what to exit with: 1 when the service failed in a case, else 0
 * @throws UsageError when a file can't be written
 */
export async function benchServer({ cases, json, ...setting }: ServerArguments): Promise<0 | 1> {
  if (json !== undefined) await checkWritable(json);
  using folder = await temporaryFolder();
  const machine = describeMachine(serverVersions());
  const { node, platform, processor, cores, load } = machine;
  console.log(`Node ${node} on ${platform}, ${processor}, ${cores} cores, load ${load}\n`);
  const reports: CaseReport[] = [];
  for (const one of cases) {
    const report = await one.run({ ...setting, folder: folder.path });
    console.log(`${formatCase(report)}\n`);
    reports.push(report);
  }
  if (json !== undefined) {
    const figures = { suite: 'server', date: new Date().toISOString(), machine, cases: reports };
    await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(`All figures: ${json}`);
  }
  return reports.some(failed) ? 1 : 0;
}

function failed({ measures }: CaseReport): boolean {
  return measures.some(({ rows }) => rows.some(({ failure }) => failure !== null));
}
