import type { OperationId } from '@detect-regions/spec';
import { drawn } from './random.ts';
import type { Answer } from './stub.ts';

/** What can be done to a request; the first four leave the service without any knowledge of it. */
export type Harm =
  /** The connection breaks: reset at once, closed as one that was idle for too long, reset in the midst of the body. */
  | { readonly how: 'reset' | 'close' | 'cut-upload' }
  /** The connection breaks, and for a while no other can be made. */
  | { readonly how: 'outage' }
  /** Something else answers, once it has the whole request or (`early`) a first part of it. */
  | {
      readonly how: 'refuse';
      readonly answer: (random: number) => Answer;
      readonly early?: boolean;
      /** What is still on its way to it makes the connection break after that. */
      readonly abrupt?: boolean;
      /** Only the first half of what it says arrives. */
      readonly half?: boolean;
    }
  /** The token is taken back; it is said at once or (`early`) after a first part of the request. */
  | { readonly how: 'revoke'; readonly early?: boolean }
  /** The service does its work, and something else answers in its place. */
  | { readonly how: 'replace'; readonly answer: (random: number) => Answer }
  /** The service does its work; its answer is lost: all of it, from within its head, from within its body. */
  | { readonly how: 'drop' | 'cut-head' | 'cut-body' }
  /** The service does its work; its answer comes, but so late that nobody waits for it any more. */
  | { readonly how: 'late' };

/** What a client can know of a submission that met with a fault. */
export type Verdict =
  /** Surely not accepted: it is to be sent again. */
  | 'unsent'
  /** Perhaps accepted: it must not be sent again. */
  | 'doubt'
  /** Not accepted, and whether the client can know that depends on how much of the body it got rid of. */
  | 'either';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Chance in a thousand requests. */
  readonly weight: number;
  readonly harm: Harm;
  /** What it means for a submission; any other request is sent again in any case. */
  readonly verdict: Verdict;
  /** To which requests it can happen. Default: all. */
  readonly only?: (target: Target) => boolean;
}

/** What faults are chosen by. */
export interface Target {
  readonly operation: OperationId;
  /** Whether the body is too large to have come at once. */
  readonly long: boolean;
  /** Whether its connection has served other requests before. */
  readonly reused: boolean;
}

const html = (status: number): (() => Answer) => {
  return () => ({
    status,
    type: 'text/html',
    body: `<!doctype html><title>${status}</title><h1>Gateway</h1>`,
  });
};
const problem = (status: number): (() => Answer) => {
  const body = JSON.stringify({ title: 'Something is wrong here', status });
  return () => ({ status, type: 'application/problem+json', body });
};
/** With Retry-After: no more than two seconds of the client's time, as a number or as a date. */
const later = (status: number): ((random: number) => Answer) => {
  return (random) => {
    const seconds = Math.floor(random * 3);
    const now = Date.now();
    return {
      ...problem(status)(),
      headers:
        random * 3 - seconds < 0.5
          ? { 'Retry-After': String(seconds) }
          : {
              Date: new Date(now).toUTCString(),
              'Retry-After': new Date(now + seconds * 1_000).toUTCString(),
            },
    };
  };
};
const brokenJson = (): Answer => ({
  status: 200,
  type: 'application/json',
  body: '{"id":"task-1","taskStatus":"Comp',
});

const long = (target: Target): boolean => target.long;
const noSubmission = ({ operation }: Target): boolean => operation !== 'postDetectRegions';
const noToken = ({ operation }: Target): boolean => operation !== 'postToken';

/** The fault after which a client gives a request up for want of an answer. */
export const tooLate = 'an answer too late';

/** All that can go wrong: about one request in six meets with something. */
export const faults: readonly Fault[] = [
  { name: 'reset before it is read', weight: 12, verdict: 'doubt', harm: { how: 'reset' } },
  {
    name: 'a connection closed meanwhile',
    weight: 12,
    verdict: 'doubt',
    harm: { how: 'close' },
    only: ({ reused }) => reused,
  },
  { name: 'reset within the body', weight: 100, verdict: 'either', harm: { how: 'cut-upload' }, only: long },
  { name: 'an outage', weight: 1, verdict: 'doubt', harm: { how: 'outage' } },
  { name: '401', weight: 2, verdict: 'unsent', harm: { how: 'revoke' }, only: noToken },
  {
    name: '401 within the body',
    weight: 50,
    verdict: 'unsent',
    harm: { how: 'revoke', early: true },
    only: long,
  },
  { name: '429', weight: 3, verdict: 'unsent', harm: { how: 'refuse', answer: problem(429) } },
  { name: '429 with a delay', weight: 3, verdict: 'unsent', harm: { how: 'refuse', answer: later(429) } },
  { name: '503', weight: 3, verdict: 'unsent', harm: { how: 'refuse', answer: problem(503) } },
  { name: '503 with a delay', weight: 3, verdict: 'unsent', harm: { how: 'refuse', answer: later(503) } },
  {
    name: 'half of a 503',
    weight: 3,
    verdict: 'unsent',
    harm: { how: 'refuse', answer: problem(503), half: true },
  },
  {
    name: '503 within the body',
    weight: 100,
    verdict: 'unsent',
    harm: { how: 'refuse', answer: html(503), early: true },
    only: long,
  },
  {
    name: '503 within the body, then a reset',
    weight: 100,
    verdict: 'either',
    harm: { how: 'refuse', answer: html(503), early: true, abrupt: true },
    only: long,
  },
  { name: '500', weight: 6, verdict: 'doubt', harm: { how: 'refuse', answer: problem(500) } },
  { name: '502 of a gateway', weight: 6, verdict: 'doubt', harm: { how: 'refuse', answer: html(502) } },
  {
    name: 'a page of a gateway',
    weight: 6,
    verdict: 'doubt',
    harm: { how: 'refuse', answer: html(200) },
  },
  { name: '500 after the work', weight: 6, verdict: 'doubt', harm: { how: 'replace', answer: problem(500) } },
  { name: '502 after the work', weight: 6, verdict: 'doubt', harm: { how: 'replace', answer: html(502) } },
  { name: '504 after the work', weight: 6, verdict: 'doubt', harm: { how: 'replace', answer: html(504) } },
  { name: 'a page after the work', weight: 6, verdict: 'doubt', harm: { how: 'replace', answer: html(200) } },
  {
    name: 'broken JSON',
    weight: 12,
    verdict: 'doubt',
    harm: { how: 'replace', answer: brokenJson },
    only: noSubmission,
  },
  { name: 'no answer', weight: 12, verdict: 'doubt', harm: { how: 'drop' } },
  { name: 'half the head of an answer', weight: 12, verdict: 'doubt', harm: { how: 'cut-head' } },
  { name: 'half the body of an answer', weight: 12, verdict: 'doubt', harm: { how: 'cut-body' } },
  { name: tooLate, weight: 0.5, verdict: 'doubt', harm: { how: 'late' } },
];

/**
 * What happens to a request: the same for the same name.
 *
 * @param harsh - by how much more often something does
 */
export function faultOf(name: string, target: Target, harsh: number): Fault | undefined {
  let left = (drawn(name) * 1_000) / harsh;
  for (const fault of faults) {
    if (fault.only?.(target) === false) continue;
    left -= fault.weight;
    if (left < 0) return fault;
  }
  return undefined;
}
