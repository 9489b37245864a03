export type { Region } from '@detect-regions/regions';
export { decodeRegions, encodeRegions, RegionsFormatError } from '@detect-regions/regions/wire';
export type {
  DsrConfidence,
  DsrMode,
  Language,
  OperationId,
  Settings,
  TaskStatus,
} from '@detect-regions/spec';
export { defaultSettings } from '@detect-regions/spec/defaults';
export { decodeBase64 } from './base64/decode.ts';
export { encodeBase64 } from './base64/encode.ts';
export type { BatchInput, BatchOptions } from './batch/detect-all.ts';
export type { BatchItem } from './batch/run.ts';
export type { CallOptions, OnResponse, WaitOptions } from './call-options.ts';
export { type Detection, type DetectOptions, DetectRegions } from './client.ts';
export type { Clock } from './clock.ts';
export * from './errors/index.ts';
export type {
  DetectRegionsEvent,
  FailureEvent,
  PollEvent,
  RequestEvent,
  ResponseEvent,
  RetryDeniedEvent,
  RetryEvent,
  TokenEvent,
} from './events.ts';
export type { ImageInput } from './image/open.ts';
export type { PdfPage } from './image/pdf/page.ts';
export type { ImageHeader, ImageSize } from './image/raster.ts';
export { readImageHeader } from './image/read-header.ts';
export type { DetectRegionsOptions } from './options.ts';
export type { Completed, Done, Failed, Gone, ImageFacts, Outcome, Snapshot, Unfinished } from './outcome.ts';
export type { Progress } from './poll.ts';
export type { Resubmit } from './resubmit.ts';
export type { SettingsInput } from './settings/settings.ts';
export type { Store } from './store/store.ts';
export type { SubmitOptions } from './submit.ts';
export type { Task, TaskJSON } from './task.ts';
