import { createEngineThread } from '@detect-regions/engine';
import type { DetectionEngine } from './worker.ts';

/**
 * The engine that was given, which is not ours to close, or else one of our own.
 *
 * @param limits - of our own: the pixels of a page, and the seconds that it may take
 */
export function useEngine(
  given: DetectionEngine | undefined,
  { pixels, pageSeconds }: { readonly pixels?: number; readonly pageSeconds?: number } = {},
): {
  readonly engine: DetectionEngine;
  readonly closeEngine: () => Promise<void>;
} {
  if (given) return { engine: given, closeEngine: async () => undefined };
  const engine = createEngineThread({
    background: true,
    maxPixels: pixels,
    timeout: pageSeconds === undefined ? undefined : pageSeconds * 1000,
  });
  return { engine, closeEngine: () => engine.close() };
}
