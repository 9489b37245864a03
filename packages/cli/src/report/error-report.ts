import { CommanderError } from 'commander';
import { paintFor } from '../terminal/paint.ts';
import { printable } from '../terminal/printable.ts';
import { CliError } from './cli-error.ts';
import type { ErrorFormat } from './error-format.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { networkReason } from './network-reason.ts';

/** An error as it is printed; `--error-format json` prints these members. */
export interface ErrorReport {
  /** A stable word for programs. */
  readonly code: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  /** The image concerned, as the user named it. */
  readonly input?: string;
  /** The API's operation concerned. */
  readonly operation?: string;
  /** The HTTP status of its answer. */
  readonly status?: number;
  /** The task concerned, where one was begun. */
  readonly taskId?: string;
  /** Of a submission: whether the image may have been accepted, and billed, although no answer came. */
  readonly maybeSent?: boolean;
  /** Where in the program it happened, for those who mend it; only of faults of the program itself. */
  readonly stack?: string;
  /** What the process exits with when this error ends it. */
  readonly exitCode: ExitCode;
}

/** Says of any error what a user should know. */
export function reportOf(error: unknown, input?: string): ErrorReport {
  const about = input === undefined ? {} : { input };
  if (error instanceof CliError) {
    const { code, message, hint, taskId, exitCode } = error;
    return {
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...about,
      ...(taskId === undefined ? {} : { taskId }),
      exitCode,
    };
  }
  if (error instanceof CommanderError) {
    return { code: 'usage', message: usageMessage(error.message), ...about, exitCode: exitCodes.usage };
  }
  const facts = factsOf(error);
  const reason = facts.code === 'network' ? networkReason(error) : undefined;
  const hint = [reason, hints[facts.code]].filter((line) => line !== undefined).join('\n') || undefined;
  return {
    ...facts,
    ...(hint === undefined ? {} : { hint }),
    ...about,
    ...stackOf(error, facts.code),
    exitCode: exitCodeOf(facts.code, input),
  };
}

/** Prints an error on standard error. */
export function printReport(report: ErrorReport, format: ErrorFormat): void {
  if (format === 'json') {
    process.stderr.write(`${JSON.stringify({ error: report })}\n`);
    return;
  }
  const { message, hint, input, taskId, stack } = report;
  const paint = paintFor(process.stderr);
  const subject = input === undefined ? '' : `${paint('bold', printable(input))}: `;
  // A message may quote an answer of a server.
  const text = message.split('\n').map(printable).join('\n  ');
  const isNamed = taskId === undefined || [input, text].some((known) => known?.includes(taskId));
  const task = isNamed ? '' : ` (task ${printable(taskId)})`;
  process.stderr.write(`${paint('red', 'error:')} ${subject}${text}${task}\n`);
  if (hint !== undefined) process.stderr.write(`${hint.replace(/^/gm, '  ')}\n`);
  if (stack !== undefined)
    process.stderr.write(`${paint('dim', stack.split('\n').map(printable).join('\n'))}\n`);
}

/** The lines of the stack, without the message above them. */
function stackOf(error: unknown, code: string): Pick<ErrorReport, 'stack'> {
  if (code !== 'internal' || !(error instanceof Error)) return {};
  const lines = error.stack?.match(/^ {4}at .*$/gm);
  return lines ? { stack: lines.join('\n') } : {};
}

/** Commander's words, shorter: the flag and what is wrong with its value. */
function usageMessage(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(
      /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*?)' is invalid\./s,
      "$1: '$2' is not accepted.",
    );
}

type Facts = Pick<ErrorReport, 'code' | 'message' | 'operation' | 'status' | 'taskId' | 'maybeSent'>;

/**
 * Reads what the errors of the SDK, the engine and the server have in common. By their members, not their
 * classes, which would mean to load all three.
 */
function factsOf(error: unknown): Facts {
  const { code, message, operation, status, taskId, maybeSent } = Object(error) as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : 'internal',
    message: typeof message === 'string' ? inWordsOfFlags(message) : String(error),
    ...(typeof operation === 'string' ? { operation } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof taskId === 'string' ? { taskId } : {}),
    ...(typeof maybeSent === 'boolean' ? { maybeSent } : {}),
  };
}

/** What the SDK says to those who write programs with it is of no use in a terminal. */
function inWordsOfFlags(message: string): string {
  return message
    .replace(/: it is sent again only with resubmit: 'always'\./, ': it is not sent again.')
    .replace(/ To send it all the same, set allowUnknownType: true\./, '');
}

/** What to do next, by the code of an error, where its own message can't know that it is read in a terminal. */
const hints: Readonly<Record<string, string>> = {
  auth: 'To see which credentials are used, and where they are from: detect-regions login --status',
  network: 'Is the address right (--base-url)? To run a service here: detect-regions serve',
  deadline: 'Allow more with --timeout SECONDS.',
  internal: 'This is a fault of the program. Please report it, with all of these lines.',
};

function exitCodeOf(code: string, input: string | undefined): ExitCode {
  if (code === 'auth') return exitCodes.credentials;
  if (code === 'network' || code === 'timeout') return exitCodes.network;
  // Wrong before there is an image: an address, a flag.
  if (code === 'invalid-input' && input === undefined) return exitCodes.usage;
  return exitCodes.failed;
}
