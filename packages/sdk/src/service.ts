import type { OCRResponse } from '@detect-regions/client';
import {
  cancelDetectRegionsRequest,
  getDetectRegionsRequest,
  getTaskStatusRequest,
  postDetectRegionsRequest,
} from '@detect-regions/client/requests';
import type { Settings } from '@detect-regions/spec';
import type { BodySource } from './body/body.ts';
import { ProtocolError } from './errors/index.ts';
import { readJson } from './read-json.ts';
import type { Resubmit } from './resubmit.ts';
import type { Call } from './send.ts';

/** The operation `postDetectRegions`: submits an image, gives the id of the task. */
export function postDetectRegions(body: BodySource, settings: Settings, resubmit: Resubmit): Call<string> {
  // The image is put in its place while it is being sent.
  const request = postDetectRegionsRequest({ detectRegionsRequest: { image: '', settings } });
  return { operation: 'postDetectRegions', request, body, resubmit, read: readId };
}

/** The operation `getDetectRegions`: the task with its results, once it has some. */
export function getDetectRegions(id: string): Call<OCRResponse> {
  return { operation: 'getDetectRegions', request: getDetectRegionsRequest({ id }), read: readTask };
}

/** The operation `getTaskStatus`: the task without its results. */
export function getTaskStatus(id: string): Call<OCRResponse> {
  return { operation: 'getTaskStatus', request: getTaskStatusRequest({ id }), read: readTask };
}

/** The operation `cancelDetectRegions`: gives a task up. */
export function cancelDetectRegions(id: string): Call<string> {
  return {
    operation: 'cancelDetectRegions',
    request: cancelDetectRegionsRequest({ id }),
    // Read to its end, so that the connection can be used again.
    read: (response) => response.text(),
  };
}

/** The id comes bare, and from some services in quotes. */
async function readId(response: Response): Promise<string> {
  const id = (await response.text()).trim().replace(/^"(.*)"$/, '$1');
  if (/^[^\s"'<>{}[\]]{1,200}$/.test(id)) return id;
  throw new ProtocolError('The image was accepted, but the answer holds no id of a task: is baseUrl right?', {
    maybeSent: true,
  });
}

async function readTask(response: Response): Promise<OCRResponse> {
  const answer = await readJson<OCRResponse>(response);
  if (typeof answer.taskStatus === 'string') return answer as OCRResponse;
  throw new ProtocolError('The answer holds no status of a task: is baseUrl right?');
}
