import type { Settings } from '@detect-regions/spec';
import { type ImageFile, readHeader } from '../image-file.ts';
import type { Detection, Detector, DetectorOptions } from './detector.ts';

/** Where and how to ask a service. */
export interface RemoteOptions {
  /** Default: the environment's DETECT_REGIONS_BASE_URL, or else the cloud's address. */
  readonly baseUrl: string | undefined;
  readonly settings: Partial<Settings>;
  /** How long one image may take, in milliseconds. Default: the SDK's. */
  readonly deadline: number | undefined;
}

/** A DetectRegions service, the cloud or a server of one's own. Credentials come from the environment. */
export async function remoteDetector({ baseUrl, settings, deadline }: RemoteOptions): Promise<Detector> {
  const { DetectRegions } = await import('@detect-regions/sdk');
  const client = new DetectRegions({ ...(baseUrl === undefined ? {} : { baseUrl }) });
  return {
    concurrency: 4,
    async detect(image: ImageFile, { signal, onProgress }: DetectorOptions): Promise<Detection> {
      // The service does not say how large an image is.
      const header = await readHeader(image);
      const { regions } = await client.detect(
        image.path === undefined ? await image.read() : { path: image.path },
        {
          settings,
          signal,
          ...(deadline === undefined ? {} : { deadline }),
        },
      );
      return { width: header?.width ?? null, height: header?.height ?? null, regions };
    },
    async [Symbol.asyncDispose]() {},
  };
}
