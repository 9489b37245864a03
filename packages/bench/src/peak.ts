import { readFileSync, writeFileSync } from 'node:fs';
import { platform, resourceUsage } from 'node:process';

/**
 * The most memory that this process has had resident since it started, in bytes.
 *
 * On Linux from the kernel's mark for this very program: there, the figure of `resourceUsage` may be that of the
 * process which started this one, where that was larger (getrusage(2): it survives execve).
 */
export function peakRss(): number {
  if (platform === 'linux') {
    const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  }
  return resourceUsage().maxRSS * 1024;
}

/**
 * Begins to measure {@link peakRss} anew, from now on (proc(5), `clear_refs`). On Linux only: elsewhere the mark stays
 * what it was, which is too much rather than too little.
 */
export function forgetPeak(): void {
  if (platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}
