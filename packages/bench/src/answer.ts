import process from 'node:process';
import type { Answer } from './process.ts';

/** Makes this process answer the questions of the one that started it, until that one hangs up. */
export function answerWith<I, O>(answer: (question: I) => Promise<O> | O): void {
  const send = (message: Answer<O>): void => {
    process.send?.(message);
  };
  process.on('message', async (question: I) => {
    try {
      send({ ok: true, value: await answer(question) });
    } catch (error) {
      send({ ok: false, message: error instanceof Error ? error.message : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}
