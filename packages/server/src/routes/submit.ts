import { randomUUID } from 'node:crypto';
import { operations } from '@detect-regions/spec';
import type { Handler } from 'hono';
import type { Env, RequestContext } from '../http/env.ts';
import { Problem, unavailable } from '../http/problem.ts';
import { QueueFullError } from '../queue/task-queue.ts';
import type { Service } from '../service.ts';
import { ImageStoreFullError } from '../storage/image-store.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { maxBodyBytes, SubmissionReader } from '../upload/read-submission.ts';
import { requestBytes } from '../upload/request-bytes.ts';

/** `postDetectRegions`: stores the image, queues the task, and answers with its bare id. */
export function submitRoute(service: Service): Handler<Env> {
  const { contract, images, queue, log, maxImageBytes, uploads } = service;
  const maxBytes = maxBodyBytes(maxImageBytes);
  return async (c) => {
    checkHeaders(c, maxImageBytes);
    if (!(await queue.hasRoom())) throw unavailable('The queue is full.');
    const owner = c.get('clientId');
    using _slot = uploads.take(owner);
    const reader = new SubmissionReader(requestBytes(c.req.raw.body, maxBytes), contract, maxImageBytes);
    const id = randomUUID();
    c.set('taskId', id);
    try {
      await images.put(id, reader.image());
      await queue.submit({ id, owner, settings: reader.submission().settings });
    } catch (error) {
      // A queue that went away may hold the task all the same: then its image is needed. Housekeeping finds out.
      if (!(error instanceof UnavailableError)) await images.delete(id);
      throw asProblem(error);
    }
    const { imageBytes, imageFormat } = reader.submission();
    log('info', 'task.submitted', {
      requestId: c.get('requestId'),
      clientId: owner,
      taskId: id,
      imageBytes,
      imageFormat,
    });
    return c.text(id);
  };
}

/** Refuses what can be refused before the body is read. */
function checkHeaders(c: RequestContext, maxImageBytes: number): void {
  const accepted = operations.postDetectRegions.requestMediaTypes;
  const mediaType = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!accepted.includes(mediaType)) throw new Problem(415, `Content-Type must be ${accepted.join(' or ')}.`);
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    throw new Problem(415, 'The body must not be compressed: leave Content-Encoding out.', {
      'accept-encoding': 'identity',
    });
  }
  if (Number(c.req.header('content-length')) > maxBodyBytes(maxImageBytes)) {
    throw new Problem(413, `The image may have at most ${maxImageBytes} bytes.`);
  }
}

function asProblem(error: unknown): unknown {
  const full = error instanceof QueueFullError || error instanceof ImageStoreFullError;
  return full ? unavailable(error.message) : error;
}
