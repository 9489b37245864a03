import type { OperationId } from '@detect-regions/spec';
import type { Handler } from 'hono';
import { preferredType } from '../http/accept.ts';
import type { Env, RequestContext } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { ocrResponse } from '../ocr-response.ts';
import type { Service } from '../service.ts';

/** What an answer may be sent as; the text of all is the same JSON. */
const MEDIA_TYPES = ['application/json', 'text/plain', 'text/json'] as const;

/** `getDetectRegions`: a task with its result. */
export function resultRoute({ contract, queue }: Service): Handler<Env> {
  return async (c) => {
    const id = taskId(c, contract, 'getDetectRegions');
    return answer(c, ocrResponse(id, await queue.result(c.get('clientId'), id)));
  };
}

/** `getTaskStatus`: a task without its result. */
export function statusRoute({ contract, queue }: Service): Handler<Env> {
  return async (c) => {
    const id = taskId(c, contract, 'getTaskStatus');
    return answer(c, ocrResponse(id, await queue.status(c.get('clientId'), id)));
  };
}

/** `cancelDetectRegions`: forgets a task. */
export function cancelRoute({ contract, images, log, queue }: Service): Handler<Env> {
  return async (c) => {
    const id = taskId(c, contract, 'cancelDetectRegions');
    const clientId = c.get('clientId');
    if (await queue.cancel(clientId, id)) {
      await images.delete(id);
      log('info', 'task.cancelled', { requestId: c.get('requestId'), clientId, taskId: id });
    }
    return c.body(null, 200, { 'content-length': '0' });
  };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function taskId(c: RequestContext, contract: Service['contract'], operation: OperationId): string {
  const query = c.req.queries();
  const violations = contract.checkQuery(operation, query);
  if (violations.length > 0) throw new Problem(400, violations.map(({ message }) => message).join(' '));
  const id = query.id?.[0] ?? '';
  // Only what looks like ours: it is logged.
  if (UUID.test(id)) c.set('taskId', id);
  return id;
}

function answer(c: RequestContext, body: object): Response {
  const type = preferredType(c.req.header('accept'), MEDIA_TYPES);
  return c.body(JSON.stringify(body), 200, { 'content-type': `${type}; charset=utf-8`, vary: 'Accept' });
}
