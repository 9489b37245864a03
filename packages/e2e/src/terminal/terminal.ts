import xterm from '@xterm/headless';
import type { TestContext } from 'vitest';
import { bin, environment } from '../cli.ts';
import { isFull } from '../is-full.ts';

/** How to open a terminal. */
export interface TerminalOptions {
  readonly cwd?: string;
  /** On top of an environment without credentials and without wishes about colours, with the TERM `xterm-256color`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Width in characters. Default: 80. */
  readonly columns?: number;
  /** Height in lines. Default: 24. */
  readonly rows?: number;
}

/** A program in a terminal that nobody looks at. Disposing of it ends the program, if it still runs. */
export interface OpenTerminal extends AsyncDisposable {
  /** The process in the terminal. */
  readonly pid: number;
  /** What a person sees now: the lines from top to bottom, without spaces at their ends, down to the last that has text. */
  screen(): readonly string[];
  /** As {@link screen}, with the lines that have left the screen at its top. */
  transcript(): readonly string[];
  /** All that could be seen so far, one screen for each time that it changed. */
  history(): readonly (readonly string[])[];
  /** Every byte that came, with its escape sequences. */
  raw(): string;
  /** Whether any character that can be seen has a colour or is bold, dim, underlined or the like. */
  isStyled(): boolean;
  /** Whether the cursor can be seen. */
  hasCursor(): boolean;
  /** Types: `\r` is Enter, `\u0003` Ctrl-C, `\u0004` Ctrl-D. */
  write(keys: string): void;
  /** Makes the window wider or narrower, as a person would by its corner. */
  resize(columns: number, rows: number): void;
  /**
   * Resolves with the screen as soon as it is as asked for.
   *
   * @throws Error with what can be seen, when the program ends before that, or when it takes longer than 40 s
   */
  until(isSo: (screen: readonly string[]) => boolean): Promise<readonly string[]>;
  /** What the program exited with (128 and the signal's number, where one ended it), once all that it wrote is on the screen. */
  readonly exit: Promise<number>;
}

/** Well below the time for which a test may run, so that a failure shows the screen. */
const patienceMs = 40_000;

/** How many lines a screen keeps beyond its top edge. */
const scrollback = 10_000;

/** The test is skipped where there are no pseudo-terminals; where `REQUIRE_ALL=1`, as in CI, it fails. */
export async function needTerminal(context: TestContext): Promise<void> {
  try {
    await using probe = await openProgram(process.execPath, ['--version']);
    await probe.exit;
  } catch (cause) {
    const message =
      'needs pseudo-terminals: @lydell/node-pty for this platform (pnpm install), and a /dev/ptmx';
    if (isFull) throw new Error(message, { cause });
    context.skip(message);
  }
}

/** Starts the command line in a terminal. */
export function openTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<OpenTerminal> {
  return openProgram(process.execPath, [bin, ...args], options);
}

/** Starts any program in a terminal. */
export async function openProgram(
  file: string,
  args: readonly string[],
  { cwd = process.cwd(), env = {}, columns = 80, rows = 24 }: TerminalOptions = {},
): Promise<OpenTerminal> {
  // Imported when asked for: it throws where it has nothing for the platform.
  const { default: nodePty } = await import('@lydell/node-pty');
  const pty = nodePty.spawn(file, [...args], {
    // It becomes TERM, whatever the environment says.
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { ...withoutWishes(), ...env },
  });
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true });
  const changed = new Set<() => void>();
  const history: (readonly string[])[] = [];
  let raw = '';
  let hasCursor = true;
  let code: number | undefined;

  const lines = (from: number): string[] => {
    const { active } = terminal.buffer;
    const all = Array.from({ length: active.length - from }, (_, at) => active.getLine(from + at));
    const texts = all.map((line) => line?.translateToString(true).trimEnd() ?? '');
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  };
  const screen = (): string[] => lines(terminal.buffer.active.baseY);
  const tell = (): void => {
    for (const look of changed) look();
  };

  for (const [final, isShown] of [
    ['h', true],
    ['l', false],
  ] as const) {
    terminal.parser.registerCsiHandler({ prefix: '?', final }, ([mode]) => {
      if (mode === 25) hasCursor = isShown;
      return false;
    });
  }
  // Programs ask terminals what they are, and wait for an answer.
  terminal.onData((answer) => pty.write(answer));
  pty.onData((data) => {
    raw += data;
    terminal.write(data, () => {
      const now = screen();
      if (now.join('\n') !== history.at(-1)?.join('\n')) history.push(now);
      tell();
    });
  });
  const exit = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      // Behind all that is still to be shown.
      terminal.write('', () => {
        code = signal ? 128 + signal : exitCode;
        resolve(code);
        tell();
      });
    });
  });

  return {
    pid: pty.pid,
    screen,
    transcript: () => lines(0),
    history: () => history,
    raw: () => raw,
    isStyled: () => hasStyle(terminal),
    hasCursor: () => hasCursor,
    write: (keys) => pty.write(keys),
    resize: (width, height) => {
      pty.resize(width, height);
      terminal.resize(width, height);
    },
    exit,
    async until(isSo) {
      let look = (): void => {};
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise((resolve, reject) => {
          const fail = (reason: string): void =>
            reject(new Error(`${reason}; on the screen is:\n${lines(0).join('\n')}`));
          look = () => {
            const now = screen();
            if (isSo(now)) resolve(now);
            else if (code !== undefined) fail(`ended with ${code}, and it never was so`);
          };
          timer = setTimeout(() => fail(`not so within ${patienceMs / 1000} s`), patienceMs);
          changed.add(look);
          look();
        });
      } finally {
        clearTimeout(timer);
        changed.delete(look);
      }
    },
    async [Symbol.asyncDispose]() {
      if (code === undefined) pty.kill('SIGKILL');
      await exit;
      terminal.dispose();
    },
  };
}

/** What the terminal or the tests are run in says of colours and of widths is no wish of the person who sits here. */
function withoutWishes(): NodeJS.ProcessEnv {
  const wishes = ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR', 'COLORTERM', 'CI', 'COLUMNS', 'LINES'];
  const others = Object.entries(environment()).filter(([name]) => !wishes.includes(name));
  return Object.fromEntries(others);
}

function hasStyle({ buffer: { active }, cols }: InstanceType<typeof xterm.Terminal>): boolean {
  for (let y = 0; y < active.length; y += 1) {
    const line = active.getLine(y);
    for (let x = 0; x < cols; x += 1) {
      const cell = line?.getCell(x);
      if (cell !== undefined && cell.getChars() !== '' && !cell.isAttributeDefault()) return true;
    }
  }
  return false;
}
