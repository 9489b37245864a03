import { dirname } from 'node:path';
import { surroundings } from '../../credentials/find-credentials.ts';
import type { ExitCode } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { startProgress } from '../../terminal/progress.ts';
import { checkCredentials } from './checks/credentials.ts';
import { checkEngine } from './checks/engine.ts';
import { checkFolders } from './checks/folders.ts';
import { checkNetworkSettings } from './checks/network-settings.ts';
import { checkProgram } from './checks/program.ts';
import { checkRedisQueue } from './checks/queue.ts';
import { checkService } from './checks/service.ts';
import type { DoctorFlags } from './command.ts';
import { type Check, exitCodeOf, type Finding } from './finding.ts';
import { findingLines, summaryLine } from './finding-lines.ts';

/**
 * Makes all checks at a time and prints what they find, in their order.
 *
 * @throws CliError when interrupted
 */
export async function doctor({ baseUrl, profile, queue, engine, format }: DoctorFlags): Promise<ExitCode> {
  using interrupt = listenForInterrupt();
  const { signal } = interrupt;
  const here = surroundings();
  const { found, findings: credentials } = await checkCredentials({ baseUrl, profile }, here);
  // Loading the engine would stand in the way of what is timed there.
  const service = checkService(found, signal);
  const checks: readonly Check[] = [
    { name: 'Node', run: checkProgram },
    { name: 'credentials', run: async () => credentials },
    { name: 'service', run: () => service },
    { name: 'proxy', run: () => checkNetworkSettings() },
    ...(engine ? [{ name: 'engine', run: (end: AbortSignal) => service.then(() => checkEngine(end)) }] : []),
    { name: 'folders', run: () => checkFolders(dirname(here.file)) },
    {
      name: 'Redis',
      run: () => checkRedisQueue(queue ?? (process.env.DETECT_REGIONS_SERVER_QUEUE || undefined)),
    },
  ];
  using progress = startProgress(checks.length);
  const running = checks.map(async ({ name, run }) => {
    progress.show(name, 'checking');
    try {
      return await run(signal);
    } finally {
      progress.show(name, undefined);
    }
  });
  // One that is slow keeps what comes after it waiting: a failure there must not go unheard meanwhile.
  for (const one of running) one.catch(() => undefined);
  const all: Finding[] = [];
  for (const one of running) {
    const findings = await one;
    if (signal.aborted) break;
    all.push(...findings);
    progress.erase();
    if (format === 'text')
      for (const finding of findings) process.stdout.write(findingLines(finding, process.stdout));
  }
  const code = interrupt.exitCode() ?? exitCodeOf(all);
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ exitCode: code, checks: all }, null, 2)}\n`
      : summaryLine(all, process.stdout),
  );
  return code;
}
