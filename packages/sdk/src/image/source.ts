/** Bytes of an image, wherever they are. */
export interface ImageSource {
  /** All of them, where they are in memory already. */
  readonly bytes?: Uint8Array;
  /** How many they are, where that is known before they have been read. */
  readonly size?: number;
  /** Whether `chunks` can be called again. */
  readonly replayable: boolean;
  /**
   * A piece from the beginning or the middle. Shorter than asked for at the end of the image, and where a source
   * can't be read there without losing it.
   */
  read(start: number, end: number): Promise<Uint8Array>;
  /** All bytes, in pieces of any size. Ending the iteration early lets go of what is behind it. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Lets go of what is behind it, where it is not to be sent after all. */
  close(): Promise<void>;
}
