import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { afterCrash, type ImageState, imageStates, next } from './image-state.ts';
import { Journal, type JournalImage, type NewImage } from './journal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (use: 'read' | 'write' = 'write'): Journal => new Journal(openDatabase(join(folder, 'j'), use));

function image(name: string): NewImage {
  return {
    source: `/in/${name}`,
    name,
    output: (id, isTaken) => (isTaken ? `/out/same-${id}` : '/out/same'),
  };
}

async function first(journal: Journal): Promise<JournalImage> {
  await journal.add([image('a.png')]);
  return journal.page('found', 0, 1)[0] as JournalImage;
}

/** Brings an image to a state by a way that is allowed. */
const ways: Readonly<Record<ImageState, readonly ImageState[]>> = {
  found: [],
  retry: ['failed', 'retry'],
  working: ['working'],
  sending: ['sending'],
  submitted: ['sending', 'submitted'],
  done: ['submitted', 'done'],
  failed: ['failed'],
  doubt: ['sending', 'doubt'],
};

describe('a journal', () => {
  it('holds what was committed after it was opened again', async () => {
    {
      using journal = open();
      const a = await first(journal);
      await journal.move(a, 'sending', { key: 'k' }, () => journal.setSubmission('k', 'v'));
      await journal.move(a, 'submitted', { taskId: 't', since: 5 });
      await journal.facts.set('length', 12);
    }
    using journal = open();
    expect(journal.page('submitted', 0, 10)).toEqual([
      expect.objectContaining({ id: 1, name: 'a.png', key: 'k', taskId: 't', since: 5 }),
    ]);
    expect(journal.submission('k')).toBe('v');
    expect(journal.facts.number('length')).toBe(12);
    expect(journal.counts).toMatchObject({ found: 0, submitted: 1 });
  });

  it('is for its user alone', async () => {
    using _journal = open();
    expect((await stat(join(folder, 'j'))).mode & 0o777).toBe(0o600);
  });

  it('knows an image once, and gives no two the same output', async () => {
    using journal = open();
    await journal.add([image('a.png'), image('b.png'), image('a.png')]);
    await journal.add([image('b.png'), image('c.png')]);
    expect([...journal.all('found')].map(({ id, name, output }) => [id, name, output])).toEqual([
      [1, 'a.png', '/out/same'],
      [2, 'b.png', '/out/same-2'],
      [3, 'c.png', '/out/same-3'],
    ]);
    expect(journal.size).toBe(3);
  });

  it('takes no result for an image', async () => {
    using journal = open();
    await journal.add([image('a.png'), { ...image('b.png'), source: '/out/same' }]);
    await journal.add([{ ...image('c.png'), source: '/out/same' }, image('d.png')]);
    expect([...journal.all('found')].map(({ name }) => name)).toEqual(['a.png', 'd.png']);
  });

  it('counts right, whatever moves there are', async () => {
    const states = Object.keys(imageStates) as ImageState[];
    using journal = open();
    await journal.add(Array.from({ length: 5 }, (_, at) => image(`${at}.png`)));
    const images = journal.page('found', 0, 5);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 30 }), (moves) => {
        moves.forEach((state, at) => {
          const one = images[at % 5] as JournalImage;
          const before = one.state;
          if (next[before].includes(state)) journal.move(one, state).catch(() => {});
          else expect(() => journal.move(one, state)).toThrow(`can't be ${state} after it was ${before}`);
        });
        expect(journal.size).toBe(5);
        for (const state of states) {
          expect(journal.counts[state]).toBe(images.filter((one) => one.state === state).length);
        }
      }),
    );
    await journal.settled();
    using reader = open('read');
    expect(reader.counts).toEqual(journal.counts);
  });

  it.each(Object.keys(imageStates) as ImageState[])(
    'takes what a crash left as %s for what it is',
    async (state) => {
      {
        using journal = open();
        const a = await first(journal);
        for (const step of ways[state]) await journal.move(a, step, { since: 100 });
      }
      using journal = open();
      journal.recover(100);
      expect(journal.counts[afterCrash(state)]).toBe(1);
      // Nothing that may be paid for is among what is simply done again.
      expect(['sending', 'doubt', 'done', 'failed'].includes(state)).toBe(
        !['found', 'retry', 'working', 'submitted'].includes(afterCrash(state)),
      );
    },
  );

  it('gives up what the service has dropped, and says so', async () => {
    using journal = open();
    const a = await first(journal);
    await journal.move(a, 'sending', { key: 'k', since: 99 }, () =>
      journal.setSubmission('k', JSON.stringify({ state: 'accepted', submittedAt: 99 })),
    );
    await journal.move(a, 'submitted', { taskId: 't', since: 99 });
    journal.recover(100);
    expect(journal.groups('failed')).toEqual([
      { code: 'gone', count: 1, name: 'a.png', message: expect.stringContaining('24 hours') },
    ]);
    expect(journal.submission('k')).toBeUndefined();
  });

  it('forgets that those in doubt were sent, and keeps what was paid for', async () => {
    using journal = open();
    await journal.add([image('a.png'), image('b.png')]);
    const [a, b] = journal.page('found', 0, 2) as JournalImage[] as [JournalImage, JournalImage];
    const entry = (state: string): string => JSON.stringify({ state, submittedAt: 1 });
    await journal.move(a, 'sending', { key: 'a' }, () => journal.setSubmission('a', entry('intent')));
    await journal.move(b, 'sending', { key: 'b' }, () => journal.setSubmission('b', entry('accepted')));
    await journal.move(a, 'doubt');
    await journal.move(b, 'doubt');
    journal.retry('doubt');
    expect(journal.counts).toMatchObject({ doubt: 0, retry: 2 });
    expect([journal.submission('a'), journal.submission('b')]).toEqual([undefined, entry('accepted')]);
  });

  it('takes back a group of changes of which one fails', async () => {
    using journal = open();
    const good = journal.facts.set('a', 1);
    const bad = journal.write(() => {
      throw new Error('full');
    });
    await expect(bad).rejects.toThrow('full');
    await expect(good).rejects.toThrow('full');
    await journal.facts.set('b', 2);
    expect([journal.facts.number('a'), journal.facts.number('b')]).toEqual([0, 2]);
  });

  it('is refused when it is another file', async () => {
    await writeFile(join(folder, 'j'), 'no database, but long enough to be looked at as one. '.repeat(10));
    expect(() => open()).toThrow('is no journal of batch');
    expect(() => open('read')).toThrow('is no journal of batch');
  });
});
