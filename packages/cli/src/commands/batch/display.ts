import type { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import { type Paint, paintFor } from '../../terminal/paint.ts';
import { count } from './standing.ts';
import { duration } from './time-left.ts';

/** What is shown while a batch is at work. */
export interface Moment {
  /** How many have come to an end of any kind, in all runs. */
  readonly ended: number;
  readonly images: number;
  readonly allFound: boolean;
  readonly running: number;
  readonly failed: number;
  readonly inDoubt: number;
  /** Billed calls, in all runs. */
  readonly calls: number;
  /** How many there may be; `Infinity` for any number. */
  readonly maxCalls: number;
  /** Images a second; `undefined` while it is too early to tell. */
  readonly rate: number | undefined;
  readonly secondsLeft: number | undefined;
  /** What is said instead of the time left, such as why it ends. */
  readonly note: string | undefined;
}

/** Shows how far a batch has come. Disposing of it takes away what is drawn over and over. */
export interface Display extends Disposable {
  /** Prints something that stays. */
  above(print: () => void): void;
}

/** How often the terminal is drawn anew, in milliseconds: often enough to look alive, seldom enough to cost nothing. */
const FRAME = 200;
/** How often a line is written where there is no terminal, in milliseconds; or after so many images. */
const LINE_INTERVAL = 30_000;
const LINE_IMAGES = 1_000;
/** How often it is looked whether a line is due, in milliseconds. */
const LINE_CHECK = 500;

/**
 * Shows how far a batch has come: in a terminal a few lines that are drawn over and over, elsewhere, or where NO_COLOR or
 * TERM=dumb ask for no decoration, a plain line now and then.
 */
export function showProgress(
  moment: () => Moment,
  isQuiet: boolean,
  stream: NodeJS.WriteStream = process.stderr,
): Display {
  if (isQuiet) return { above: (print) => print(), [Symbol.dispose]() {} };
  const isPlain = !stream.isTTY || Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb';
  return isPlain ? plainDisplay(moment, stream) : liveDisplay(moment, stream);
}

function liveDisplay(moment: () => Moment, stream: WriteStream): Display {
  const draw = createLogUpdate(stream);
  const refresh = (): void => draw(liveLines(moment(), stream.columns, paintFor(stream)).join('\n'));
  const timer = setInterval(refresh, FRAME);
  timer.unref();
  return {
    above(print) {
      draw.clear();
      print();
      refresh();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      draw.clear();
      // Gives the cursor back.
      draw.done();
    },
  };
}

function plainDisplay(moment: () => Moment, stream: NodeJS.WriteStream): Display {
  let last = { at: performance.now(), ended: moment().ended };
  const look = (): void => {
    const at = performance.now();
    const now = moment();
    if (at - last.at < LINE_INTERVAL && now.ended - last.ended < LINE_IMAGES) return;
    last = { at, ended: now.ended };
    stream.write(`${plainLine(now)}\n`);
  };
  const timer = setInterval(look, LINE_CHECK);
  timer.unref();
  return { above: (print) => print(), [Symbol.dispose]: () => clearInterval(timer) };
}

/** How wide the bar is at most, in characters. */
const WIDEST_BAR = 40;

/** What is drawn in a terminal: no line is wider than it, since one that wraps can't be drawn over. */
export function liveLines(now: Moment, columns: number, paint: Paint): string[] {
  const { ended, images, allFound, running, failed, inDoubt } = now;
  const share = images === 0 ? 0 : ended / images;
  const of = ` of ${count(images)}${allFound ? '' : '+'}  `;
  const after = allFound ? `  ${Math.floor(share * 100)} %` : '  still looking';
  const beside = count(ended).length + of.length + after.length;
  const width = Math.min(WIDEST_BAR, Math.max(0, columns - beside - 1));
  const full = allFound ? Math.floor(share * width) : 0;
  const bar = '━'.repeat(full) + paint('dim', '─'.repeat(width - full));
  const marks = [
    `${count(running)} running`,
    failed > 0 ? paint('red', `${count(failed)} failed`) : '0 failed',
    inDoubt > 0 ? paint('red', `${count(inDoubt)} in doubt`) : '',
    speed(now),
  ];
  return [
    paint('bold', count(ended)) + of + bar + after,
    marks.filter((mark) => mark !== '').join('  '),
    [callsText(now), now.note ?? timeLeft(now)].filter((text) => text !== '').join('  '),
  ];
}

/** What is written where there is no terminal. */
export function plainLine(now: Moment): string {
  const { ended, images, allFound, running, failed, inDoubt } = now;
  return [
    `${count(ended)} of ${count(images)}${allFound ? '' : '+'} images`,
    `${count(running)} running`,
    `${count(failed)} failed`,
    inDoubt > 0 ? `${count(inDoubt)} in doubt` : '',
    speed(now),
    callsText(now),
    now.note ?? timeLeft(now),
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function speed({ rate }: Moment): string {
  return rate === undefined ? '' : `${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))} pages/s`;
}

function callsText({ calls, maxCalls }: Moment): string {
  if (maxCalls !== Infinity) return `${count(calls)} of ${count(maxCalls)} calls`;
  return calls === 0 ? '' : `${count(calls)} calls`;
}

function timeLeft({ secondsLeft }: Moment): string {
  return secondsLeft === undefined ? '' : `${duration(secondsLeft)} left`;
}
