import type { Settings } from '@detect-regions/spec';
import type { ImageFile } from '../input/image-file.ts';
import { type ClientChoice, openClient } from './client.ts';
import type { Detection, Detector, DetectorOptions } from './detector.ts';

/** Where and how to ask a service. */
export interface RemoteOptions extends ClientChoice {
  readonly settings: Partial<Settings>;
}

/**
 * A DetectRegions service, the cloud or a server of one's own. An abort cancels the tasks under way.
 *
 * @throws CliError when there are no credentials; InvalidInputError of the SDK for a bad address
 */
export async function remoteDetector({ settings, ...choice }: RemoteOptions): Promise<Detector> {
  const { client } = await openClient(choice);
  return {
    concurrency: 4,
    async detect(image: ImageFile, { signal, onProgress }: DetectorOptions): Promise<Detection> {
      const source = await image.source();
      onProgress('sending');
      const { width, height, regions } = await client.detect(source, {
        settings,
        signal,
        onProgress: ({ status }) => onProgress(status),
      });
      return { width: width ?? null, height: height ?? null, regions };
    },
    // The client holds nothing that would have to be closed.
    async [Symbol.asyncDispose]() {},
  };
}
