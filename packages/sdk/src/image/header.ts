/** Width and height of an image as it is stored, in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Reads a piece of an image; shorter than asked for where there is no more. */
export type Read = (start: number, end: number) => Promise<Uint8Array>;

/** A view of just these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
