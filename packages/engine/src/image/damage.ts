import { EngineError } from '../errors.ts';
import type { ImageFormat } from './sniff.ts';

/** The error for a file that can't be decoded although it begins as one of its format does. */
export function damagedError(format: ImageFormat, cause?: unknown): EngineError {
  return new EngineError(
    'invalid-image',
    `The image looks like ${format.toUpperCase()} but can't be decoded: it is damaged or cut short.`,
    { field: 'image', cause },
  );
}
