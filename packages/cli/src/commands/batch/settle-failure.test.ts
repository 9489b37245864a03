import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AbortError, AuthError, DeadlineError, InDoubtError, NetworkError } from '@detect-regions/sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../journal/database.ts';
import type { ImageState } from '../../journal/image-state.ts';
import { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { settleFailure } from './settle-failure.ts';

let folder: string;
let journal: Journal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-settle-'));
  journal = new Journal(openDatabase(join(folder, 'j'), 'write'));
});
afterEach(async () => {
  journal[Symbol.dispose]();
  await rm(folder, { recursive: true });
});

/** An image that the SDK has brought so far. */
async function imageIn(state: 'found' | 'sending' | 'submitted', sent: boolean): Promise<SentImage> {
  await journal.add([{ source: '/a.png', name: 'a.png', output: () => null }]);
  const [record] = journal.page('found', 0, 1);
  const image = { ...record, sent, polls: 0 } as SentImage;
  const steps: ImageState[] =
    state === 'found' ? [] : state === 'sending' ? ['sending'] : ['sending', 'submitted'];
  for (const step of steps) {
    await journal.move(image, step, { key: 'k' }, () => journal.setSubmission('k', step));
  }
  return image;
}

const operation = 'postDetectRegions';
const cut = new NetworkError('cut', { operation, maybeSent: true });
const unsent = new NetworkError('no way', { operation, maybeSent: false });
const aborted = new AbortError('aborted', { operation, maybeSent: true });
const refused = new AuthError('refused', { operation });
const late = new DeadlineError('late', { operation: 'getDetectRegions', taskId: 't' });
const doubt = new InDoubtError('?', { operation, key: 'k', submittedAt: new Date(0), maybeSent: true });

it.each([
  {
    what: 'a connection that broke behind the image',
    state: 'sending',
    sent: true,
    error: cut,
    fate: 'doubt',
    after: 'doubt',
  },
  {
    what: 'a service that can not be reached',
    state: 'sending',
    sent: true,
    error: unsent,
    fate: 'failed',
    after: 'failed',
  },
  { what: 'what was noted before', state: 'found', sent: false, error: doubt, fate: 'doubt', after: 'doubt' },
  {
    what: 'a task that took too long',
    state: 'submitted',
    sent: true,
    error: late,
    fate: 'failed',
    after: 'failed',
  },
  {
    what: 'refused credentials',
    state: 'sending',
    sent: false,
    error: refused,
    fate: 'left',
    after: 'found',
  },
  {
    what: 'refused credentials at a poll',
    state: 'submitted',
    sent: true,
    error: refused,
    fate: 'left',
    after: 'submitted',
  },
  {
    what: 'an abort while it was on its way',
    state: 'sending',
    sent: true,
    error: aborted,
    stop: true,
    fate: 'doubt',
    after: 'doubt',
  },
  {
    what: 'an abort at the gate',
    state: 'sending',
    sent: false,
    error: aborted,
    stop: true,
    fate: 'left',
    after: 'found',
  },
  {
    what: 'an abort of a wait',
    state: 'submitted',
    sent: true,
    error: aborted,
    stop: true,
    fate: 'left',
    after: 'submitted',
  },
] as const)('$what: the image is $after', async ({ state, sent, error, fate, after, ...rest }) => {
  const image = await imageIn(state, sent);
  // What the SDK's error says of an accepted image.
  const known =
    state === 'submitted'
      ? Object.assign(Object.create(error), { taskId: 't', maybeSent: undefined })
      : error;
  const verdict = await settleFailure(journal, image, known, 'stop' in rest);
  expect(verdict.fate).toBe(fate);
  expect(verdict.isFatal).toBe(error === refused);
  expect(journal.counts[after]).toBe(1);
  expect(image.state).toBe(after);
});

it('forgets the intent of an image that was never sent, so that it is no doubt later', async () => {
  const image = await imageIn('sending', false);
  await settleFailure(journal, image, aborted, true);
  expect(journal.submission('k')).toBeUndefined();
});

it('says of a doubt what a user of the command line can do with', async () => {
  const image = await imageIn('sending', true);
  const { report } = await settleFailure(journal, image, cut, false);
  expect(report).toMatchObject({ code: 'in-doubt', input: 'a.png', operation });
  expect(report.message).toBe(
    'it was sent, and no answer came (network): it may have been accepted, and billed, so it is not sent again',
  );
});
