import type { Settings } from '@detect-regions/spec';
import type { ImageFile } from '../input/image-file.ts';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import type { Detection, Detector, DetectorOptions } from './detector.ts';

/** What holds for all images. */
export interface LocalOptions {
  readonly settings: Partial<Settings>;
  /** How long one image may take, in milliseconds. Default: as long as it takes. */
  readonly deadline: number | undefined;
}

/** The engine in this process: no service, no credentials, nothing leaves the machine. */
export async function localDetector({ settings, deadline }: LocalOptions): Promise<Detector> {
  // Imported when asked for: the engine brings image libraries and models.
  const { createEngineThread, EngineError, sniffImage } = await import('@detect-regions/engine');
  const engine = createEngineThread({ timeout: deadline ?? Infinity });
  return {
    // The engine works on one image after the other.
    concurrency: 1,
    async detect(image: ImageFile, { signal, onProgress }: DetectorOptions): Promise<Detection> {
      const bytes = await image.read(signal);
      onProgress('detecting');
      try {
        const { width, height, regions } = await engine.detect(bytes, settings, { signal });
        // What a service says of a PDF: its page is no matter of pixels.
        const size = sniffImage(bytes) === 'pdf' ? { width: null, height: null } : { width, height };
        return { ...size, regions };
      } catch (cause) {
        if (!(cause instanceof EngineError && cause.code === 'timeout')) throw cause;
        throw new CliError('deadline', `not done after ${(deadline ?? 0) / 1000} s`, {
          exitCode: exitCodes.failed,
          hint: 'Allow more with --timeout SECONDS.',
          cause,
        });
      }
    },
    [Symbol.asyncDispose]: () => engine.close(),
  };
}
