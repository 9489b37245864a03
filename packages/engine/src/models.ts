/** A model that this package carries: where it lies, and what it must hash to. */
export interface ModelFile {
  /** The file's name, for messages. */
  readonly name: string;
  /** Where it lies. */
  readonly url: URL;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
}

// This file lies one folder below the package's root, as source (src/) and as built (dist/) alike.
const folder = new URL('../models/', import.meta.url);

/** PP-OCRv6 tiny, a text detector: an image in, a map of the probability of text out. */
export const textDetectorModel: ModelFile = {
  name: 'PP-OCRv6_det_tiny.onnx',
  url: new URL('PP-OCRv6_det_tiny.onnx', folder),
  sha256: 'f42c0fbd294d95eac1a550e131b277dac97462c8025fa4b6c3cec1b7894bd3d5',
};
