import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CliError, usageError } from '../../report/cli-error.ts';
import { exitCodes } from '../../report/exit-codes.ts';

/** What is asked for in the terminal. */
export interface Question {
  readonly text: string;
  /** Whether nothing is to be seen of what is typed. */
  readonly isHidden: boolean;
}

/**
 * Asks questions in the terminal, on standard error, one after the other; answers that are pasted in one go are taken
 * apart. Nothing is kept for the arrow keys to bring back.
 *
 * @throws CliError `interrupted` for Ctrl-C, and for an end (Ctrl-D) before the last answer
 */
export function askAll(questions: readonly Question[], signal: AbortSignal): Promise<readonly string[]> {
  const terminal = process.stderr;
  const answers: string[] = [];
  const current = (): Question | undefined => questions[answers.length];
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (current()?.isHidden === false) terminal.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  const ask = ({ text, isHidden }: Question): void => {
    if (isHidden) terminal.write(text);
    lines.setPrompt(isHidden ? '' : text);
    lines.prompt();
  };
  return new Promise((resolve, reject) => {
    const interrupted = (): void => {
      reject(
        new CliError('interrupted', 'interrupted: nothing is kept', { exitCode: exitCodes.interrupted }),
      );
      lines.close();
    };
    lines.on('line', (answer) => {
      if (current()?.isHidden) terminal.write('\n');
      answers.push(answer);
      const next = current();
      if (next === undefined) {
        resolve(answers);
        lines.close();
      } else ask(next);
    });
    lines.on('SIGINT', interrupted);
    lines.on('close', () => {
      signal.removeEventListener('abort', interrupted);
      if (answers.length === questions.length) return;
      // A line of its own for what is said next.
      terminal.write('\n');
      reject(usageError('that was no answer: nothing is kept'));
    });
    signal.addEventListener('abort', interrupted);
    for (const first of questions.slice(0, 1)) ask(first);
  });
}
