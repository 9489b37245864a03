import type { DetectRegions, Resubmit } from '@detect-regions/sdk';
import type { Settings } from '@detect-regions/spec';
import { openImage } from '../../input/image-file.ts';
import { looksLikeUrl } from '../../input/image-url.ts';
import type { SentImage, Submissions } from '../../journal/submissions.ts';
import type { Worked, Worker } from './workers.ts';

/** How images are sent. */
export interface RemoteWorkerOptions {
  readonly concurrency: number;
  readonly settings: Partial<Settings>;
  readonly resubmit: Resubmit;
  /** How much waiting one poll is worth, in milliseconds. */
  readonly pollPrice: number;
}

/** A worker that asks a service, by the SDK's batch, which gives a busy service time. */
export function remoteWorker(
  client: DetectRegions,
  submissions: Submissions,
  { concurrency, settings, resubmit, pollPrice }: RemoteWorkerOptions,
): Worker {
  const images = new WeakMap<object, SentImage>();
  // The batch calls this for each image; from here on the store knows which one it is about.
  const detect = client.detect.bind(client);
  client.detect = (input, options) => {
    const image = images.get(input);
    if (image === undefined) return detect(input, options);
    return submissions.within(image, async () => {
      if (!looksLikeUrl(image.source)) return await detect(input, options);
      // In memory: what is downloaded is read twice, to be recognised and to be sent.
      const download = openImage({ name: image.name, url: image.source, relative: '' });
      return await detect(await download.read(options?.signal), options);
    });
  };
  return {
    concurrency,
    async *work(source: AsyncIterable<SentImage>, signal: AbortSignal): AsyncGenerator<Worked> {
      const inputs = async function* () {
        for await (const of of source) {
          const image = { path: of.source };
          images.set(image, of);
          yield { image, of };
        }
      };
      const items = client.detectAll(inputs(), {
        concurrency,
        order: 'completed',
        settings,
        resubmit,
        pollPrice,
        signal,
        onAbort: 'leave',
      });
      try {
        for await (const { input, ...item } of items) {
          const image = input.of;
          if (item.ok) {
            const { width = null, height = null, regions } = item.value;
            yield { image, page: { input: image.name, width, height, regions } };
          } else yield { image, error: item.error };
        }
      } catch (error) {
        // What was in flight has come before that, each image with an error of its own.
        if (!signal.aborted) throw error;
      }
    },
    // The client holds nothing that would have to be closed.
    async [Symbol.asyncDispose]() {},
  };
}
