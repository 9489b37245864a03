import {
  cancelDetectRegionsRequest,
  getDetectRegionsRequest,
  getTaskStatusRequest,
  postDetectRegionsRequest,
} from '@detect-regions/client/requests';
import type { Settings } from '@detect-regions/spec';
import type { ImageSource } from './image/source.ts';
import { type ImageFacts, type Look, lookOf, type Snapshot, snapshotOf } from './outcome.ts';
import { readJson } from './read-json.ts';
import type { Resubmit } from './resubmit.ts';
import type { Call } from './send.ts';

/** The operation `postDetectRegions`: submits an image, gives the id of the task. */
export function postDetectRegions(image: ImageSource, settings: Settings, resubmit: Resubmit): Call<string> {
  // The image is put in its place while it is being sent.
  const request = postDetectRegionsRequest({ detectRegionsRequest: { image: '', settings } });
  return { operation: 'postDetectRegions', request, image, resubmit, read: readId };
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
export function cancelDetectRegions(id: string): Call<true> {
  return {
    operation: 'cancelDetectRegions',
    request: cancelDetectRegionsRequest({ id }),
    // Read to its end, so that the connection can be used again; whatever it says.
    read: () => true,
  };
}

/** The id comes bare, and from some services in quotes. */
const readId = (text: string): string | undefined => /^\s*("?)([^\s"'<>{}[\]]{1,200})\1\s*$/.exec(text)?.[2];
