import { Worker } from 'node:worker_threads';
import { checkImage, checkPage } from './engine.ts';
import { abortedError, EngineError, throwIfAborted, timeoutError } from './errors.ts';
import { type ErrorMessage, unpackError } from './messages.ts';
import { type EngineOptions, resolveOptions } from './options.ts';

/** How {@link renderPage} draws. */
export interface RenderOptions extends Pick<EngineOptions, 'maxPixels' | 'timeout'> {
  /** How long the longer side of the picture is at most, in pixels. Default 2000. */
  readonly longSide?: number | undefined;
  /** Which page of a PDF or TIFF, or frame of a GIF or WebP, counted from 1. Default 1. */
  readonly page?: number | undefined;
  /** Ends the work; the call then rejects with an EngineError of code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** A picture of a page. */
export interface RenderedPage {
  /** The picture, as PNG. It lies as the image as sent does, whatever EXIF says, so that regions fit on it. */
  readonly png: Uint8Array<ArrayBuffer>;
  /** Width of the image as sent, in pixels, or points of a PDF: the units of its regions. */
  readonly width: number;
  /** Height, as for the width. */
  readonly height: number;
}

/** What the thread is started with. */
export interface RenderData {
  readonly image: Uint8Array;
  readonly longSide: number;
  readonly page: number;
  readonly maxPixels: number;
}

/** What the thread says, once. */
export type RenderAnswer =
  | { readonly ok: true; readonly page: RenderedPage }
  | { readonly ok: false; readonly error: ErrorMessage };

/** At this size text of a page is legible, in pixels. */
const DEFAULT_LONG_SIDE = 2000;

/**
 * Draws a page of an image as a picture that anything can show: for a PDF, a TIFF, and what else browsers can't. Scans are
 * scaled down to it, never up; a PDF has at most the resolution of a scan, 200 dots per inch.
 *
 * Each call has a thread of its own, which is ended with it: the event loop stays free, and a file that crashes, or takes
 * too long, harms nothing else. How many are drawn at a time is up to the caller.
 *
 * @param image - a file, as for `Engine.detect`
 * @throws EngineError `invalid-options`, `invalid-image`, `unsupported-image`, `too-large`, `no-such-page`, `timeout`,
 *   `aborted`, `crashed`, `internal`
 */
export async function renderPage(image: Uint8Array, options: RenderOptions = {}): Promise<RenderedPage> {
  const { longSide = DEFAULT_LONG_SIDE, page = 1, signal, ...others } = options;
  const { maxPixels, timeout } = resolveOptions(others);
  checkImage(image);
  checkPage(page);
  if (!(longSide >= 1)) {
    throw new EngineError('invalid-options', `longSide must be pixels from 1; got ${String(longSide)}.`, {
      field: 'longSide',
    });
  }
  throwIfAborted(signal);
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const workerData: RenderData = { image, longSide, page, maxPixels };
  const worker = new Worker(new URL(`./render-worker.${extension}`, import.meta.url), { workerData });
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise<RenderedPage>((resolve, reject) => {
      const crash = (cause: unknown): void =>
        reject(new EngineError('crashed', 'The thread that draws crashed on this image.', { cause }));
      worker.on('message', (answer: RenderAnswer) => {
        if (answer.ok) resolve(answer.page);
        else reject(unpackError(answer.error));
      });
      worker.on('error', crash);
      worker.on('exit', (code) => crash(new Error(`The thread exited with code ${code}.`)));
      onAbort = () => reject(abortedError(signal as AbortSignal));
      signal?.addEventListener('abort', onAbort, { once: true });
      if (timeout !== Infinity) timer = setTimeout(() => reject(timeoutError(timeout)), timeout);
    });
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
