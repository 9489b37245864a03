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
  name: 'text-detector.onnx',
  url: new URL('text-detector.onnx', folder),
  sha256: '08d287328e795f60504eb1e4b1cdffc7ce8536dd0b167486d29d90f5d1d8fd37',
};
