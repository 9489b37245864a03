import { basename } from 'node:path';
import type { WriteStream } from 'node:tty';
import { printable } from './printable.ts';
import { shortened, textWidth } from './text-width.ts';

/** Work shorter than this needs no progress line. */
const quietMs = 1000;
const frameMs = 120;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const eraseLine = '\r\u001b[K';

/** One line on standard error that tells what is being done. */
export interface Progress extends Disposable {
  /** What is being done to which image, or `undefined` when that image is done. */
  show(name: string, doing: string | undefined): void;
  /** Takes the line away until it is drawn again: to be called before anything else is printed. */
  erase(): void;
}

/**
 * A progress line for a terminal, drawn once work has gone on for a second. Where the stream is no terminal, or
 * NO_COLOR asks for no decoration, nothing is drawn.
 */
export function startProgress(total: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || process.env.NO_COLOR || process.env.TERM === 'dumb') {
    return { show() {}, erase() {}, [Symbol.dispose]() {} };
  }
  return drawProgress(total, stream);
}

function drawProgress(total: number, stream: WriteStream): Progress {
  const doing = new Map<string, string>();
  const started = performance.now();
  let done = 0;
  let frame = 0;
  let drawn = false;

  const erase = (): void => {
    if (drawn) stream.write(eraseLine);
    drawn = false;
  };
  const draw = (): void => {
    const elapsed = performance.now() - started;
    if (elapsed < quietMs || doing.size === 0) return;
    const [name, state] = [...doing][0] ?? ['', ''];
    const others = doing.size === 1 ? '' : ` and ${doing.size - 1} more`;
    const count = total === 1 ? '' : `${done}/${total}  `;
    frame = (frame + 1) % frames.length;
    const before = `${frames[frame]} ${count}`;
    const after = `: ${state}${others}  ${Math.floor(elapsed / 1000)} s`;
    // A line that wraps could not be erased. The cell at the end stays free: the cursor is there.
    const cells = stream.columns - 1;
    const shown = shortened(printable(basename(name)), cells - textWidth(before) - textWidth(after));
    stream.write(eraseLine + shortened(before + shown + after, cells));
    drawn = true;
  };
  const timer = setInterval(draw, frameMs);
  timer.unref();

  return {
    show(name, state) {
      if (state === undefined) {
        if (doing.delete(name)) done += 1;
      } else doing.set(name, state);
    },
    erase,
    [Symbol.dispose]() {
      clearInterval(timer);
      erase();
    },
  };
}
