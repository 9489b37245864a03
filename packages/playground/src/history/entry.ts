import type { Region } from '@detect-regions/sdk';
import type { Result } from '../state/result.ts';
import type { ServiceName } from '../state/service.ts';

/** A result of the past, without its image. */
export interface HistoryEntry extends Result {
  /** The image's id; several results may share it. */
  readonly imageId: string;
  /** When it was found, in milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  /** Of the image as it is sent, in pixels; of a PDF's page, in points. */
  readonly width: number;
  readonly height: number;
  /** What its image takes, in bytes. */
  readonly bytes: number;
  readonly service: ServiceName;
  /** The regions after the user's changes, where there are any. */
  readonly edited?: readonly Region[];
  /** A small picture of the page, where one could be made. */
  readonly thumbnail?: Blob;
}

/** An image of the past. */
export interface HistoryImage {
  readonly id: string;
  readonly file: Blob;
  readonly preview?: Blob;
}
