/** Reads a piece of an image; shorter than asked for where there is no more. */
export type Read = (start: number, end: number) => Promise<Uint8Array>;

/** A view of just these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes of an image, wherever they are. */
export interface ImageSource {
  /** All of them, where they are in memory. */
  readonly bytes?: Uint8Array;
  /** How many they are, where that is known before they have been read. */
  readonly size?: number;
  /** Whether it can be read from its beginning again. */
  readonly replayable: boolean;
  /**
   * A piece from the beginning or the middle. Shorter than asked for at the end of the image, and where a source
   * can't be read there without losing it.
   */
  readonly read: Read;
  /**
   * All bytes, in pieces of `length`, the last one shorter; absent where `read` does as well. A piece must be used before
   * the next is asked for: they may share their memory. Ending the iteration early lets go of what is behind it.
   */
  chunks?(length: number): AsyncIterable<Uint8Array>;
  /** All of it as padded Base64 without line breaks, in pieces of any length, where it came so. */
  base64?(): Iterable<string>;
  /**
   * Lets go of what is behind it, and ends a read that is under way with an error. What is replayable can be read again
   * afterwards.
   */
  close?(): Promise<void>;
}
