import type { Command } from 'commander';
import { closestMatch } from 'leven';
import { imageFiles } from '../input/file-kinds.ts';
import { createProgram } from '../program.ts';
import type { ErrorReport } from './error-report.ts';

/** What looks like standard input, a folder, a pattern or an address, and like no command. */
const place = /^-$|[\\/*]/;

/** A third of the letters wrong is a slip of the finger; more is another word. */
const wrongLettersAllowed = (word: string): number => Math.ceil(word.length / 3);

/**
 * Says what may have been meant by a command line that is wrong. All commands are loaded for that: a flag may be that of
 * another one.
 */
export async function withUsageHint(report: ErrorReport, argv: readonly string[]): Promise<ErrorReport> {
  const program = await createProgram({ version: '', isNeeded: () => true, done() {} });
  const first = argv.find((word) => program.commands.some((command) => command.name() === word));
  const named = program.commands.find((command) => command.name() === first);
  const { message } = report;
  const [, kind, word = ''] = /^unknown (command|option) '(.*)'$/s.exec(message) ?? [];
  if (kind === 'command') return { ...report, ...commandAdvice(word, argv, program, message) };
  if (kind === 'option') return { ...report, ...flagAdvice(word, program, named, message) };
  const [, given, choices] = /: '(.*)' is not accepted\. Allowed choices are (.*)\.$/s.exec(message) ?? [];
  const close = given && choices && closest(given, choices.split(', '));
  if (close) return { ...report, hint: `Did you mean ${close}?` };
  // What is accepted stands there already.
  return message.includes(' is not accepted. ') ? report : { ...report, hint: helpHint(named) };
}

type Advice = Partial<Pick<ErrorReport, 'message' | 'hint'>>;

/** Who names an image and no command wants its regions. */
function commandAdvice(word: string, argv: readonly string[], program: Command, message: string): Advice {
  if (place.test(word) || imageFiles.accepts(word)) {
    return { hint: `To find the regions of images: detect-regions detect ${argv.map(quoted).join(' ')}` };
  }
  const names = program.commands.map((command) => command.name());
  const close = closest(word, names);
  return close ? { message: `${message}. Did you mean ${close}?` } : { hint: helpHint(undefined) };
}

function flagAdvice(word: string, program: Command, named: Command | undefined, message: string): Advice {
  const flag = word.split('=', 1)[0] ?? word;
  const owners = program.commands.filter((command) => flagsOf(command).includes(flag));
  const [owner] = owners;
  const list = owners.map((command) => command.name()).join(', ');
  if (owner !== undefined && named !== undefined && !owners.includes(named))
    return { hint: `${flag} is a flag of ${list}.` };
  if (owner !== undefined) {
    return {
      hint: `It stands behind its command (${list}): detect-regions ${(named ?? owner).name()} ${flag} …`,
    };
  }
  const close = closest(flag, [...(named ? flagsOf(named) : []), ...flagsOf(program)]);
  return close ? { message: `${message}. Did you mean ${close}?` } : { hint: helpHint(named) };
}

function helpHint(named: Command | undefined): string {
  return named === undefined
    ? 'detect-regions --help lists the commands.'
    : `detect-regions ${named.name()} --help tells what it takes.`;
}

function flagsOf(command: Command): string[] {
  // The hidden ones as well, such as --no-make-upsampling.
  return command.options.flatMap(({ long, short }) => [long, short]).filter((flag) => flag !== undefined);
}

function closest(word: string, among: readonly string[]): string | undefined {
  return closestMatch(word, among, { maxDistance: wrongLettersAllowed(word) });
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
