import {
  cancelDetectRegionsRequest,
  getDetectRegionsRequest,
  getTaskStatusRequest,
  postDetectRegionsRequest,
} from '@detect-regions/client/requests';
import type { Settings } from '@detect-regions/spec';
import type { BodySource } from './body/body.ts';
import { type ImageFacts, type Look, lookOf, type Snapshot, snapshotOf } from './outcome.ts';
import { readJson } from './read-json.ts';
import type { Resubmit } from './resubmit.ts';
import type { Call } from './send.ts';

/** The operation `postDetectRegions`: submits an image, gives the id of the task. */
export function postDetectRegions(body: BodySource, settings: Settings, resubmit: Resubmit): Call<string> {
  // The image is put in its place while it is being sent.
  const request = postDetectRegionsRequest({ detectRegionsRequest: { image: '', settings } });
  return { operation: 'postDetectRegions', request, body, resubmit, read: readId };
}

/** The operation `getDetectRegions`: how the task stands and, once it has ended, how. */
export function getDetectRegions(id: string, facts: ImageFacts): Call<Look> {
  return {
    operation: 'getDetectRegions',
    request: getDetectRegionsRequest({ id }),
    read: (text) => lookOf(readJson(text), id, facts),
  };
}

/** The operation `getTaskStatus`: how the task stands. */
export function getTaskStatus(id: string): Call<Snapshot> {
  return {
    operation: 'getTaskStatus',
    request: getTaskStatusRequest({ id }),
    read: (text) => snapshotOf(readJson(text), id),
  };
}

/** The operation `cancelDetectRegions`: gives a task up. */
export function cancelDetectRegions(id: string): Call<string> {
  return {
    operation: 'cancelDetectRegions',
    request: cancelDetectRegionsRequest({ id }),
    read: (text) => text,
  };
}

/** The id comes bare, and from some services in quotes. */
const readId = (text: string): string | undefined => /^\s*("?)([^\s"'<>{}[\]]{1,200})\1\s*$/.exec(text)?.[2];
