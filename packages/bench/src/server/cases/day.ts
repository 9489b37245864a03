import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOf } from '../../report.ts';
import { BenchService, smallBody } from '../service.ts';
import type { ServerCase } from './case.ts';

const HOURS = 24;
const HOUR_MS = 3_600_000;
/** For how long results are kept, in hours: after so many, as much goes as comes. */
const KEPT = 2;
/** The first hour in which as much went as came. */
const STEADY = KEPT + 2;
const AT_ONCE = 32;

/** What a day leaves behind: nothing that was not there in the morning. */
export const day: ServerCase = {
  name: 'day',
  title: `a day of simulated time, results kept for ${KEPT} hours: disk and memory hour by hour`,
  async run({ tasks, folder }) {
    const data = await mkdtemp(join(folder, 'data-'));
    await using service = await BenchService.start({
      options: {
        data,
        resultLifetimeSeconds: (KEPT * HOUR_MS) / 1000,
        // A token for the whole day.
        tokenLifetimeSeconds: (2 * HOURS * HOUR_MS) / 1000,
        limits: { finishedTasks: tasks },
        // A task at a time would wait for the disk, twice each.
        concurrency: AT_ONCE,
      },
      engine: 'instant',
      simulated: true,
    });
    const disk: number[] = [];
    const memory: number[] = [];
    const perHour = Math.ceil(tasks / HOURS);
    for (let hour = 0; hour < HOURS; hour++) {
      await submitAll(service, perHour);
      await service.ask({ type: 'tick', ms: HOUR_MS });
      // Housekeeping that the hour began is done when a request that it held up has been answered.
      await service.finished(await service.submit(smallBody));
      disk.push((await folderSize(data)) / 1e6);
      memory.push((await service.ask({ type: 'idle' })) / 1e6);
    }
    const runs = [
      { peer: `hours ${STEADY} to ${STEADY + 3}`, values: hours(disk, memory, STEADY), failure: null },
      { peer: `hours ${HOURS - 3} to ${HOURS}`, values: hours(disk, memory, HOURS - 3), failure: null },
    ];
    const [first, last] = runs.map(({ peer }) => peer) as [string, string];
    const goals = [{ of: last, as: 'ratio', atMost: 1.1 }] as const;
    return {
      case: day.name,
      title: day.title,
      conditions: { tasks: perHour * HOURS },
      measures: reportOf(
        [
          { name: 'disk', unit: 'MB', reference: first, goals },
          { name: 'memory', unit: 'MB', reference: first, goals },
        ],
        runs,
      ),
    };
  },
};

/** Four hours' figures, from one on. */
function hours(
  disk: readonly number[],
  memory: readonly number[],
  from: number,
): Record<'disk' | 'memory', number[]> {
  return { disk: disk.slice(from - 1, from + 3), memory: memory.slice(from - 1, from + 3) };
}

async function submitAll(service: BenchService, count: number): Promise<void> {
  const numbers = Array(count).keys();
  const line = async (): Promise<void> => {
    for (const _ of numbers) await service.finished(await service.submit(smallBody));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.map(async (entry) => {
    if (!entry.isFile()) return 0;
    // An image may go between its listing and now.
    return (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
