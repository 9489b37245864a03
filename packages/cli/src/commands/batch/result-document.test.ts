import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFormat } from '../../formats/create.ts';
import { openDatabase } from '../../journal/database.ts';
import { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { resultDocument } from './result-document.ts';
import type { Results } from './results.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-document-'));
  file = join(folder, 'new', 'all.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const format = createFormat('jsonl', 'none');
const open = (journal: Journal, force = false): Promise<Results> =>
  resultDocument(journal, format, file, force);
const openJournal = (): Journal => new Journal(openDatabase(join(folder, 'j'), 'write'));

async function add(journal: Journal, results: Results, ...names: string[]): Promise<void> {
  await journal.add(names.map((name) => ({ source: `/${name}`, name, output: () => null })));
  await Promise.all(
    journal.page('found', 0, 100).map(async (record) => {
      const image: SentImage = { ...record, sent: false, polls: 0 };
      await journal.move(image, 'working');
      await results.write(image, { input: image.name, width: 1, height: 1, regions: [] });
    }),
  );
}

async function inputs(): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { input: string }).input);
}

it('goes on behind the last page that is noted, whatever a crash has left there', async () => {
  {
    using journal = openJournal();
    await using results = await open(journal);
    await add(journal, results, 'a', 'b');
    await add(journal, results, 'c');
    expect(journal.counts.done).toBe(3);
  }
  await appendFile(file, '{"input":"d","wid');
  using journal = openJournal();
  await using results = await open(journal);
  expect(await inputs()).toEqual(['a', 'b', 'c']);
  await add(journal, results, 'd');
  expect(await inputs()).toEqual(['a', 'b', 'c', 'd']);
});

it('goes on when it came to its end before the first page', async () => {
  {
    using journal = openJournal();
    await using _results = await open(journal);
  }
  await appendFile(file, '{"input":');
  using journal = openJournal();
  await using results = await open(journal);
  await add(journal, results, 'a');
  expect(await inputs()).toEqual(['a']);
});

it('overwrites a stranger by force alone', async () => {
  file = join(folder, 'all.jsonl');
  await writeFile(file, 'mine');
  using journal = openJournal();
  await expect(open(journal)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('exists'),
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
  await using results = await open(journal, true);
  await add(journal, results, 'a');
  expect(await inputs()).toEqual(['a']);
});

it('says so when pages were taken away', async () => {
  {
    using journal = openJournal();
    await using results = await open(journal);
    await add(journal, results, 'a', 'b');
  }
  using journal = openJournal();
  await truncate(file, 5);
  await expect(open(journal)).rejects.toThrow('a part was taken away');
  await rm(file);
  await expect(open(journal)).rejects.toThrow('is gone, and the journal knows of pages in it');
});
