import { limits as apiLimits } from '@detect-regions/spec';
import type { ConfigEntry } from './entry.ts';
import { bytes, count, rate, seconds } from './kinds.ts';

const inServe = { group: 'Limits', commands: ['serve'] } as const;
const inBoth = { group: 'Limits', commands: ['serve', 'worker'] } as const;

/** What strangers may use up. */
export const limitEntries: readonly ConfigEntry[] = [
  {
    option: 'limits.imageBytes',
    name: 'max-image',
    kind: bytes,
    default: apiLimits.imageBytes,
    description: 'Bytes of an image, decoded. Beyond: 413.',
    ...inServe,
  },
  {
    option: 'limits.storedBytes',
    name: 'max-stored',
    kind: bytes,
    default: 1024 ** 3,
    description: 'Bytes of all images that wait or are coming in. Beyond: 503.',
    ...inServe,
  },
  {
    option: 'limits.uploads',
    name: 'max-uploads',
    kind: count,
    default: 200,
    description: 'Images that are coming in at the same time. Beyond: 503.',
    ...inServe,
  },
  {
    option: 'limits.uploadsPerClient',
    name: 'max-uploads-per-client',
    kind: count,
    default: 100,
    description: 'Of these, so many from one client, so that no one takes them all. Beyond: 503.',
    ...inServe,
  },
  {
    option: 'limits.pendingTasks',
    name: 'max-pending',
    kind: count,
    default: 1000,
    description: 'Tasks that wait. Beyond: 503.',
    ...inServe,
  },
  {
    option: 'limits.finishedTasks',
    name: 'max-finished',
    kind: count,
    defaultText: '1000000; in memory 10000',
    description: 'Ended tasks that are kept. Beyond: the one that ended first is forgotten.',
    ...inServe,
  },
  {
    option: 'rateLimit',
    name: 'rate-limit',
    kind: rate,
    defaultText: 'none',
    description: 'Requests of one client, and token requests of one address, in a time. Beyond: 429.',
    ...inServe,
  },
  {
    option: 'limits.tokenFailures',
    name: 'max-token-failures',
    kind: count,
    default: 10,
    description: 'Wrong secrets for a client from one address in a minute. Beyond: 429.',
    ...inServe,
  },
  {
    option: 'limits.connections',
    name: 'max-connections',
    kind: count,
    default: 1000,
    description: 'Connections at a time. Beyond: closed.',
    ...inServe,
  },
  {
    option: 'limits.headersSeconds',
    name: 'headers-timeout',
    kind: seconds,
    default: 10,
    description: 'Time for the headers of a request. Beyond: 408.',
    ...inServe,
  },
  {
    option: 'limits.requestSeconds',
    name: 'request-timeout',
    kind: seconds,
    default: 300,
    description: 'Time for a whole request, its body included. Beyond: 408.',
    ...inServe,
  },
  {
    option: 'limits.stopSeconds',
    name: 'stop-timeout',
    kind: seconds,
    default: 10,
    description: 'Time that a stop gives to requests under way. Beyond: cut off.',
    ...inServe,
  },
  {
    option: 'limits.pixels',
    name: 'max-pixels',
    kind: count,
    default: 100_000_000,
    description: 'Pixels of an image, width x height. Beyond: its task fails before it is decoded.',
    ...inBoth,
  },
  {
    option: 'limits.pageSeconds',
    name: 'page-timeout',
    kind: seconds,
    default: 60,
    description: 'Time that the engine may take for an image. Beyond: its task fails.',
    ...inBoth,
  },
];
