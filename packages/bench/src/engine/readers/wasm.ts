import { openEngine } from './engine.ts';
import type { Reader, ReaderOptions } from './reader.ts';

/** Our engine in WebAssembly. */
export function open(options: ReaderOptions): Promise<Reader> {
  return openEngine('wasm', options);
}
