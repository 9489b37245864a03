/** How far back the speed is measured, in milliseconds: long enough to even out the pages, short enough to follow a change. */
const WINDOW = 60_000;
/** How many measurements the window holds. */
const SAMPLES = 30;
/** From how much work on a speed is told, in milliseconds; before that it would jump about. */
const LEAST = 2_000;

interface Sample {
  /** Milliseconds. */
  readonly at: number;
  readonly done: number;
}

/** Measures how fast work goes of late, and tells how long the rest will take. */
export class Speedometer {
  readonly #now: () => number;
  readonly #begin: Sample;
  #samples: Sample[];

  /** @param now - a clock, in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#begin = { at: now(), done: 0 };
    this.#samples = [this.#begin];
  }

  /**
   * Takes note of how much has been done.
   *
   * @param done - since the beginning; never less than before
   */
  note(done: number): void {
    const at = this.#now();
    const last = this.#samples.at(-1) as Sample;
    if (at - last.at < WINDOW / SAMPLES) return;
    // The last one out of the window stays, so that the window is covered from end to end.
    const firstInside = this.#samples.findIndex((sample) => at - sample.at <= WINDOW);
    this.#samples = [...this.#samples.slice(Math.max(0, firstInside - 1)), { at, done }];
  }

  /**
   * How much is done in a second, of late.
   *
   * @param done - since the beginning
   * @returns `undefined` while it is too early to tell
   */
  rate(done: number): number | undefined {
    const at = this.#now();
    if (at - this.#begin.at < LEAST) return undefined;
    // One that is only just taken tells nothing; what is at hand is at least a part of the window old, or the first.
    const from = this.#samples[0] as Sample;
    const seconds = (at - from.at) / 1_000;
    return seconds > 0 ? (done - from.done) / seconds : undefined;
  }

  /**
   * How long the rest will take, in seconds.
   *
   * @param rest - how much is left
   * @returns `undefined` while it is too early to tell, or nothing gets done
   */
  secondsLeft(done: number, rest: number): number | undefined {
    if (rest <= 0) return 0;
    const rate = this.rate(done);
    return rate === undefined || rate <= 0 ? undefined : rest / rate;
  }
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration as people say it, to two units: `45 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return two(whole, MINUTE, 'min', 1, 's');
  // Smaller units than are shown would only flicker.
  if (whole < DAY) return two(Math.round(whole / MINUTE) * MINUTE, HOUR, 'h', MINUTE, 'min');
  return two(Math.round(whole / HOUR) * HOUR, DAY, 'd', HOUR, 'h');
}

function two(value: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((value % large) / small);
  return `${Math.floor(value / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}
