import { constants, getPriority, setPriority } from 'node:os';
import { platform } from 'node:process';

/** What a thread steps back to, as a nice value: of a core that others want as well, it gets about a tenth. */
const BACKGROUND: number = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Has the calling thread, and all threads and processes that it starts from now on, step back where others want the
 * processor too. Where they don't, nothing changes.
 *
 * On Linux only: elsewhere a priority is that of the whole process, whose event loop is to stay in front.
 */
export function stepBack(): void {
  if (platform !== 'linux') return;
  try {
    // A process that was started with a lower priority may not raise it.
    if (getPriority() < BACKGROUND) setPriority(BACKGROUND);
  } catch {
    // Where a sandbox forbids it, the thread works on as it is.
  }
}
