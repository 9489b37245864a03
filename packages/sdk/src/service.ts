import type { OCRResponse } from '@detect-regions/client';
import {
  cancelDetectRegionsRequest,
  getDetectRegionsRequest,
  getTaskStatusRequest,
  postDetectRegionsRequest,
} from '@detect-regions/client/requests';
import type { Settings } from '@detect-regions/spec';
import type { BodySource } from './body.ts';
import type { Budget } from './budget.ts';
import { ProtocolError } from './errors/index.ts';
import { readJson } from './response-json.ts';
import type { Resubmit } from './resubmit.ts';
import type { Sender } from './send.ts';

/** The operation `postDetectRegions`: submits an image, gives the id of the task. */
export function postDetectRegions(
  sender: Sender,
  body: BodySource,
  settings: Settings,
  resubmit: Resubmit,
  budget: Budget,
): Promise<string> {
  return sender.send(
    {
      operation: 'postDetectRegions',
      // The image is put in its place while it is being sent.
      request: postDetectRegionsRequest({ detectRegionsRequest: { image: '', settings } }),
      body,
      resubmit,
      read: readId,
    },
    budget,
  );
}

/** The operation `getDetectRegions`: the task with its results, once it has some. */
export function getDetectRegions(sender: Sender, id: string, budget: Budget): Promise<OCRResponse> {
  return sender.send(
    { operation: 'getDetectRegions', request: getDetectRegionsRequest({ id }), read: readTask },
    budget,
  );
}

/** The operation `getTaskStatus`: the task without its results. */
export function getTaskStatus(sender: Sender, id: string, budget: Budget): Promise<OCRResponse> {
  return sender.send(
    { operation: 'getTaskStatus', request: getTaskStatusRequest({ id }), read: readTask },
    budget,
  );
}

/** The operation `cancelDetectRegions`: gives a task up. */
export function cancelDetectRegions(sender: Sender, id: string, budget: Budget): Promise<unknown> {
  return sender.send(
    {
      operation: 'cancelDetectRegions',
      request: cancelDetectRegionsRequest({ id }),
      // Read to its end, so that the connection can be used again.
      read: (response) => response.text(),
    },
    budget,
  );
}

/** The id comes bare, and from some services in quotes. */
async function readId(response: Response): Promise<string> {
  const id = (await response.text()).trim().replace(/^"(.*)"$/, '$1');
  if (/^[^\s"'<>{}[\]]{1,200}$/.test(id)) return id;
  throw new ProtocolError(
    'The image was accepted, but the answer holds no id of a task. Is baseUrl the address of the service?',
    { maybeSent: true },
  );
}

async function readTask(response: Response): Promise<OCRResponse> {
  const answer = await readJson<OCRResponse>(response);
  if (typeof answer.taskStatus === 'string') return answer as OCRResponse;
  throw new ProtocolError(
    'The answer does not tell the status of the task. Is baseUrl the address of the service?',
  );
}
