import { createRequire } from 'node:module';

/** Where tesseract.js and onnxruntime-node are installed: packages/bench/engine-peers. */
export const peersFolder: URL = new URL('../../engine-peers/', import.meta.url);

/** Loads a module of that folder, such as `tesseract.js`. */
export function requirePeer(name: string): unknown {
  return createRequire(new URL('package.json', peersFolder))(name);
}
