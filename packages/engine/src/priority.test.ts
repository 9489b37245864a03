import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { oneThread } from './testing/one-thread.ts';
import { createEngineThread } from './thread.ts';

/** The nice values of all threads of this process, by their ids (proc(5)). */
function priorities(): Map<string, number> {
  return new Map(
    readdirSync('/proc/self/task').map((id) => {
      const line = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
      // The name, in brackets, may have spaces; nice is the 17th field after it.
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
      return [id, Number(fields[16])];
    }),
  );
}

it.runIf(process.platform === 'linux')(
  'in the background, the thread steps back, those that it starts do so with it, and no other does',
  async () => {
    const before = priorities();
    const own = getPriority();
    const engine = createEngineThread({ ...oneThread, threads: 2, background: true });
    await engine.warmUp();
    const after = priorities();
    const started = [...after].filter(([id]) => !before.has(id)).map(([, nice]) => nice);
    expect(started.filter((nice) => nice === Math.max(own, 10)).length).toBeGreaterThanOrEqual(2);
    for (const [id, nice] of before) expect(after.get(id) ?? nice).toBe(nice);
    expect(getPriority()).toBe(own);
    await engine.close();
  },
);
