import { openEngine } from './engine.ts';
import type { Reader, ReaderOptions } from './reader.ts';

/** Our engine on the native ONNX Runtime. */
export function open(options: ReaderOptions): Promise<Reader> {
  return openEngine('native', options);
}
