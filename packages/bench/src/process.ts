import { Buffer } from 'node:buffer';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { env, execPath } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Longer than any turn should take; a process that is silent for so long is ended. */
const patience = 300_000;

/** A process of its own which answers questions, one at a time. */
export interface Helper<I, O> {
  /** @throws Error with the message of what went wrong there, or the end of its standard error when it died */
  ask(question: I): Promise<O>;
  close(): Promise<void>;
}

/** What a helper sends back. */
export type Answer<O> =
  | { readonly ok: true; readonly value: O }
  | { readonly ok: false; readonly message: string };

/** Starts a program of this package (`workers/import`, say) as a process of its own, with Node's defaults. */
export function startHelper<I, O>(program: string): Helper<I, O> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const { NODE_OPTIONS: _, ...environment } = env;
  const child = fork(fileURLToPath(new URL(`./${program}.${extension}`, import.meta.url)), [], {
    env: environment,
    execPath,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const written: Buffer[] = [];
  child.stderr?.on('data', (bytes: Buffer) => written.push(bytes));
  const told = child.stderr === null ? Promise.resolve() : once(child.stderr, 'end');
  // Not 'close': with a channel to the child it may never come.
  const ended = once(child, 'exit');

  const ask = (question: I): Promise<O> =>
    new Promise((resolve, reject) => {
      const settle = (action: () => void | Promise<void>): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        void action();
      };
      const onMessage = (answer: Answer<O>): void =>
        settle(() => (answer.ok ? resolve(answer.value) : reject(new Error(answer.message))));
      const onExit = (code: number | null, signal: string | null): void =>
        settle(async () => {
          // Its end can come before the last of what it wrote.
          await Promise.race([told, delay(1_000, undefined, { ref: false })]);
          reject(new Error(`${program} ended (${signal ?? code}): ${lastWords(written)}`));
        });
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        settle(() => reject(new Error(`${program} gave no answer for ${patience / 1000} s`)));
      }, patience);
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.send(question as object, (error) => {
        if (error) settle(() => reject(error));
      });
    });

  const close = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { ask, close };
}

/** Asks a process that is started for this one question. */
export async function askFresh<I, O>(program: string, question: I): Promise<O> {
  const helper = startHelper<I, O>(program);
  try {
    return await helper.ask(question);
  } finally {
    await helper.close();
  }
}

function lastWords(written: readonly Buffer[]): string {
  const lines = Buffer.concat(written).toString().trim().split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
}
