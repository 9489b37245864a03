import type { DetectRegions } from '@detect-regions/sdk';
import { ownToken } from '../service/own-token.ts';
import { loadSdk } from '../service/sdk.ts';
import { type Service, service } from '../state/service.ts';
import { task } from '../state/task.ts';
import { uploadFetch } from './upload-fetch.ts';

/** What a poll of one's own service is worth in lateness, in milliseconds: little, it costs nothing. */
const ownPollPrice = 50;

let known: { readonly service: Service; readonly client: DetectRegions } | undefined;

/**
 * The client of the service that is chosen: the same one until that changes, since it learns how long tasks take.
 *
 * @throws DetectRegionsError when there are no credentials, or it can't be called from here
 */
export async function openClient(): Promise<DetectRegions> {
  const { DetectRegions } = await loadSdk();
  const chosen = service.value;
  if (known?.service === chosen) return known.client;
  const { baseUrl, cloudToken, billed } = chosen;
  const client = new DetectRegions({
    baseUrl,
    accessToken: cloudToken ?? ownToken,
    ...(billed ? {} : { pollPrice: ownPollPrice }),
    fetch: uploadFetch((sent, total) => {
      if (task.value.stage === 'uploading') task.value = { stage: 'uploading', sent, total };
    }),
    onEvent: (event) => {
      const accepted =
        event.type === 'response' && event.operation === 'postDetectRegions' && event.status === 200;
      if (accepted && task.value.stage === 'uploading') task.value = { stage: 'pending', polls: 0 };
    },
  });
  known = { service: chosen, client };
  return client;
}
