import { EngineError, type EngineErrorCode, renderPage, sniffImage } from '@detect-regions/engine';
import type { Handler } from 'hono';
import type { Env } from '../http/env.ts';
import { Problem, type ProblemStatus, unavailable } from '../http/problem.ts';
import type { Service } from '../service.ts';
import { requestBytes, tooLarge } from '../upload/request-bytes.ts';
import type { Playground } from './playground.ts';

/** The longest side of a picture, in pixels: text of a page is legible in it, and it takes a second at most. */
const LONG_SIDE = 2000;

/** How many are drawn at the same time: each takes a core, and the memory of a page. */
const AT_A_TIME = 2;

/** Statuses of what is wrong with a file; all else is a fault of the service. */
const statuses: Partial<Readonly<Record<EngineErrorCode, ProblemStatus>>> = {
  'invalid-image': 400,
  'unsupported-image': 400,
  'too-large': 413,
  timeout: 413,
};

/**
 * Draws the first page of a PDF or TIFF as PNG, for browsers to show. `x-image-width` and `x-image-height` say how large the
 * page is in the units of its regions: pixels as sent, or points of a PDF.
 */
export function previewRoute({ maxImageBytes, uploads }: Service, { limits }: Playground): Handler<Env> {
  let drawing = 0;
  return async (c) => {
    c.set('operation', 'playgroundPreview');
    if (Number(c.req.header('content-length')) > maxImageBytes) throw tooLarge(maxImageBytes);
    if (drawing >= AT_A_TIME) throw unavailable('Too many pictures are being drawn.');
    using _slot = uploads.take(c.get('clientId'));
    drawing += 1;
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of requestBytes(c.req.raw.body, maxImageBytes)) chunks.push(chunk);
      const file = Buffer.concat(chunks);
      const format = sniffImage(file);
      if (format !== 'pdf' && format !== 'tiff') {
        throw new Problem(415, 'The body must be a PDF or a TIFF; browsers show other images themselves.');
      }
      const page = await renderPage(file, {
        longSide: LONG_SIDE,
        maxPixels: limits.pixels,
        timeout: limits.pageSeconds * 1000,
        signal: c.req.raw.signal,
      });
      return c.body(page.png, 200, {
        'content-type': 'image/png',
        'x-image-width': String(page.width),
        'x-image-height': String(page.height),
      });
    } catch (error) {
      throw asProblem(error);
    } finally {
      drawing -= 1;
    }
  };
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const status = statuses[error.code];
  return status === undefined ? error : new Problem(status, error.message);
}
