import { type Signal, signal } from '@preact/signals';

/** An image on the desk. */
export interface Page {
  /** Made up when it is put on the desk: the same image of the history keeps it. */
  readonly id: string;
  /** Name of the file, or `pasted.png` and the like. */
  readonly name: string;
  /** The bytes as they are sent. */
  readonly file: Blob;
  /** Address of a picture that the browser can show: a `blob:` URL of the file, or of a preview of it. */
  readonly picture: string;
  /** The preview, where the browser can't show the file itself: a PDF, a TIFF. */
  readonly preview?: Blob;
  /** Width of the image as it is sent, in pixels; of a PDF's first page, in points. */
  readonly width: number;
  /** Height, as for the width. */
  readonly height: number;
}

/** The image that is looked at; `null` before there is one. */
export const page: Signal<Page | null> = signal(null);
