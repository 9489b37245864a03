// The thread of renderPage: draws one page, and says so. Started by render-page.ts only.
import { parentPort, workerData } from 'node:worker_threads';
import { drawPage } from './drawing/page.ts';
import { packError } from './messages.ts';
import { stepBack } from './priority.ts';
import type { RenderAnswer, RenderData } from './render-page.ts';

const { image, ...options } = workerData as RenderData;
// A picture can wait for whoever else wants the processor.
stepBack();
try {
  const page = await drawPage(image, options);
  parentPort?.postMessage({ ok: true, page } satisfies RenderAnswer, [page.png.buffer]);
} catch (error) {
  parentPort?.postMessage({ ok: false, error: packError(error) } satisfies RenderAnswer);
}
