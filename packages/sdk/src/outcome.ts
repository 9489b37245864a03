import type { OCRResponse } from '@detect-regions/client';
import { decodeRegions, type Region } from '@detect-regions/regions/wire';
import type { Settings } from '@detect-regions/spec';
import { ProtocolError } from './errors/index.ts';
import type { PdfPage } from './image/pdf/page.ts';

/** What every answer about a task has. */
interface OfTask {
  /** The id of the task. */
  readonly taskId: string;
  /** What the service warns of, in its words; usually empty. */
  readonly warnings: readonly string[];
}

/** What was known about the image when it was submitted. Absent for a task that was resumed from its id alone. */
export interface ImageFacts {
  /** Width of the image as sent, in pixels; absent when its header does not tell, and for a PDF. */
  readonly width?: number;
  /** Height of the image as sent, in pixels; absent when its header does not tell, and for a PDF. */
  readonly height?: number;
  /** Of a PDF, the page that the regions are of; absent when the file does not tell. */
  readonly page?: PdfPage;
  /** The settings that the image was submitted with, defaults included. */
  readonly settings?: Readonly<Settings>;
}

/** The task is done, and here is what it found. */
export interface Completed extends OfTask, ImageFacts {
  /** Tells the outcomes apart. */
  readonly status: 'completed';
  /**
   * The regions, in the order of the service; empty for a page without text. They may overrun the image by a few
   * pixels.
   */
  readonly regions: Region[];
  /** Whether the service says that a part of the result is missing (`PartiallyNotFound`). */
  readonly partial: boolean;
}

/** The task ended in an error. */
export interface Failed extends OfTask {
  /** Tells the outcomes apart. */
  readonly status: 'failed';
  /** What the service says went wrong; may be empty. */
  readonly messages: readonly string[];
}

/** The service no longer has the task, or has lost its result. */
export interface Gone extends OfTask {
  /** Tells the outcomes apart. */
  readonly status: 'gone';
  /** `not-found`: cancelled, older than 24 hours, or never known; `lost`: it was done, but its result is lost. */
  readonly reason: 'not-found' | 'lost';
}

/** The task has not ended, as far as can be told. */
export interface Unfinished extends OfTask {
  /** `unknown` is a status that the spec does not know; the wait goes on. */
  readonly status: 'pending' | 'processing' | 'unknown';
  /** The status on the wire. */
  readonly wireStatus: string;
}

/** The task is done; a snapshot does not hold the regions. */
export interface Done extends OfTask {
  /** Tells the outcomes apart. */
  readonly status: 'completed';
}

/** How a task ended. */
export type Outcome = Completed | Failed | Gone;

/** How a task stands at the moment. */
export type Snapshot = Unfinished | Done | Failed | Gone;

/** How a task stands, from an answer with or without results. */
export function snapshotOf(answer: OCRResponse, taskId: string): Snapshot {
  const { taskStatus: wireStatus, responseStatusCode, error } = answer;
  const of = { taskId, warnings: texts(error?.warnings) };
  switch (wireStatus as string) {
    case 'Completed':
      return responseStatusCode === 'ResultDataLost'
        ? { ...of, status: 'gone', reason: 'lost' }
        : { ...of, status: 'completed' };
    case 'Error':
      return { ...of, status: 'failed', messages: texts(error?.messages) };
    case 'NotExist':
      return { ...of, status: 'gone', reason: 'not-found' };
    case 'Pending':
      return { ...of, status: 'pending', wireStatus };
    case 'Processing':
      return { ...of, status: 'processing', wireStatus };
  }
  return { ...of, status: 'unknown', wireStatus };
}

/**
 * How a task ended.
 *
 * A completed task without results, as the services say with `NoAnyResultData`, has no regions.
 *
 * @param snapshot - how it stands, by the same answer
 * @returns `null` when it has not
 * @throws {@link ProtocolError} when the results can't be decoded
 */
export function outcomeOf(answer: OCRResponse, snapshot: Snapshot, facts: ImageFacts): Outcome | null {
  if ('wireStatus' in snapshot) return null;
  if (snapshot.status !== 'completed') return snapshot;
  try {
    return {
      ...snapshot,
      ...facts,
      regions: (answer.results ?? []).flatMap(({ data }) => decodeRegions(data as string)),
      partial: answer.responseStatusCode === 'PartiallyNotFound',
    };
  } catch (cause) {
    throw new ProtocolError("The task is done, but its regions can't be read; cause tells why.", {
      operation: 'getDetectRegions',
      taskId: snapshot.taskId,
      cause,
    });
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
