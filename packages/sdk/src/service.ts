import {
  Configuration,
  DetectRegionsApi,
  type DetectRegionsSettings,
  type OCRResponse,
} from '@detect-regions/client';
import type { BodySource } from './body.ts';
import type { Budget } from './budget.ts';
import { ProtocolError } from './errors/index.ts';
import { readCapped } from './response-body.ts';
import type { Resubmit } from './retry.ts';
import type { Sender } from './send.ts';

/** More than this of an answer that holds only an id is not read, in bytes. */
const longestId = 4_096;

/** What a submission sends, and how. */
export interface Submission {
  readonly body: BodySource;
  readonly settings: DetectRegionsSettings;
  readonly resubmit: Resubmit;
}

/** The operation `postDetectRegions`: submits an image, gives the id of the task. */
export function postDetectRegions(
  sender: Sender,
  { body, settings, resubmit }: Submission,
  budget: Budget,
): Promise<string> {
  return sender.send(
    {
      operation: 'postDetectRegions',
      // The image is put in its place while it is being sent.
      request: (authorization) =>
        detectRegionsApi(authorization).postDetectRegionsRequestOpts({
          detectRegionsRequest: { image: '', settings },
        }),
      accept: 'text/plain',
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
    {
      operation: 'getDetectRegions',
      request: (authorization) => detectRegionsApi(authorization).getDetectRegionsRequestOpts({ id }),
      accept: 'application/json',
      read: readTask,
    },
    budget,
  );
}

/** The operation `getTaskStatus`: the task without its results. */
export function getTaskStatus(sender: Sender, id: string, budget: Budget): Promise<OCRResponse> {
  return sender.send(
    {
      operation: 'getTaskStatus',
      request: (authorization) => detectRegionsApi(authorization).getTaskStatusRequestOpts({ id }),
      accept: 'application/json',
      read: readTask,
    },
    budget,
  );
}

/** The operation `cancelDetectRegions`: gives a task up. */
export function cancelDetectRegions(sender: Sender, id: string, budget: Budget): Promise<void> {
  return sender.send(
    {
      operation: 'cancelDetectRegions',
      request: (authorization) => detectRegionsApi(authorization).cancelDetectRegionsRequestOpts({ id }),
      accept: 'application/json',
      read: async (response) => {
        // Read to its end, so that the connection can be used again.
        await readCapped(response, longestId);
      },
    },
    budget,
  );
}

/** The generated operations, for one value of the Authorization header. */
function detectRegionsApi(authorization: string | undefined): DetectRegionsApi {
  return new DetectRegionsApi(
    new Configuration(authorization === undefined ? {} : { accessToken: authorization }),
  );
}

/** The id comes bare, and from some services in quotes. */
async function readId(response: Response): Promise<string> {
  const id = (await readCapped(response, longestId)).trim().replace(/^"(.*)"$/, '$1');
  if (/^[^\s"'<>{}[\]]{1,200}$/.test(id)) return id;
  throw new ProtocolError(
    'The image was accepted, but the answer holds no id of a task. Is baseUrl the address of the service?',
    { maybeSent: true },
  );
}

async function readTask(response: Response): Promise<OCRResponse> {
  const text = await response.text();
  try {
    const answer = JSON.parse(text) as OCRResponse | null;
    if (typeof answer?.taskStatus === 'string') return answer;
  } catch {
    // Said below; the parser's own message quotes the answer.
  }
  throw new ProtocolError(
    'The answer does not tell the status of the task. Is baseUrl the address of the service?',
  );
}
