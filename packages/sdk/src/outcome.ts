import type { OCRResponse } from '@detect-regions/client';
import { parseRegions, type Region } from '@detect-regions/regions/wire';
import type { Settings } from '@detect-regions/spec';
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

/** What one look at a task gives: how it stands and, once it has ended, how. */
export interface Look<T = Outcome> {
  readonly snapshot: Snapshot;
  readonly wireStatus: string;
  readonly outcome: T | null;
}

/**
 * How a task stands, from an answer with or without results.
 *
 * @param answer - an `OCRResponse`, as far as it is one
 * @returns `undefined` when it is none
 */
export function snapshotOf(answer: unknown, taskId: string): Snapshot | undefined {
  const { taskStatus: wireStatus, responseStatusCode, error } = (answer ?? {}) as Partial<OCRResponse>;
  if (typeof wireStatus !== 'string') return undefined;
  const of = { taskId, warnings: texts(error?.warnings) };
  if (wireStatus === 'Error') return { ...of, status: 'failed', messages: texts(error?.messages) };
  if (wireStatus === 'NotExist') return { ...of, status: 'gone', reason: 'not-found' };
  if (wireStatus !== 'Completed') {
    const known = wireStatus === 'Pending' || wireStatus === 'Processing';
    return {
      ...of,
      status: known ? (wireStatus.toLowerCase() as 'pending' | 'processing') : 'unknown',
      wireStatus,
    };
  }
  return responseStatusCode === 'ResultDataLost'
    ? { ...of, status: 'gone', reason: 'lost' }
    : { ...of, status: 'completed' };
}

/**
 * How a task stands and, once it has ended, how.
 *
 * A completed task without results, as the services say with `NoAnyResultData`, has no regions.
 *
 * @param answer - an `OCRResponse`, as far as it is one
 * @returns `undefined` when it is none, or its results can't be decoded
 */
export function lookOf(answer: unknown, taskId: string, facts: ImageFacts): Look | undefined {
  const snapshot = snapshotOf(answer, taskId);
  if (snapshot === undefined) return undefined;
  const { taskStatus: wireStatus, responseStatusCode, results } = answer as OCRResponse;
  if (snapshot.status !== 'completed') {
    return { snapshot, wireStatus, outcome: 'wireStatus' in snapshot ? null : snapshot };
  }
  const parts = [results ?? []].flat().map((part) => parseRegions(part?.data));
  if (parts.includes(undefined)) return undefined;
  const regions = parts.flat() as Region[];
  const partial = responseStatusCode === 'PartiallyNotFound';
  return { snapshot, wireStatus, outcome: { ...snapshot, ...facts, regions, partial } };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
