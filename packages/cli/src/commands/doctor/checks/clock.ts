import type { Finding } from '../finding.ts';

/** What a service said of the time, and when, in milliseconds since 1970. */
export interface ServedTime {
  /** Its header `Date`. */
  readonly date: string | null;
  readonly asked: number;
  readonly answered: number;
}

/** From here on a clock is told, in seconds: tokens and certificates allow for a minute or two. */
const ODD = 60;
/** From here on certificates and signed requests are refused, in seconds. */
const WRONG = 300;

const ways: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'timedatectl set-ntp true',
  darwin: 'sudo sntp -sS time.apple.com',
  win32: 'w32tm /resync',
};

/** Compares this machine's clock with that of the service, which is taken to be right. */
export function clockFinding(served: ServedTime | undefined): Finding {
  const name = 'clock';
  const date = Date.parse(served?.date ?? '');
  if (served === undefined || Number.isNaN(date)) {
    return { name, status: 'skipped', message: 'clock: no answer of the service to compare with' };
  }
  // The header has whole seconds, cut off; the answer was on its way for half of the time.
  const skew = Math.round(((served.asked + served.answered) / 2 - (date + 500)) / 1000);
  const facts = { skewSeconds: skew };
  if (Math.abs(skew) < ODD)
    return { name, status: 'ok', message: 'clock: the same as that of the service', facts };
  const message = `the clock of this machine is ${spoken(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} that of the service`;
  const advice = `Set it by the network: ${ways[process.platform] ?? 'see how your system does that'}`;
  return { name, status: Math.abs(skew) < WRONG ? 'warning' : 'failed', message, advice, facts };
}

/** `90 s`, `12 min`, `5 h`, `3 days`. */
function spoken(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
