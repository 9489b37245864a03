// Ids of tasks come from strangers, and images are in files: no id leads anywhere but to its own.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ann, STATUS, TASKS, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

const climbing = [
  '../canary',
  '..',
  '../../canary',
  '....//canary',
  '..\\canary',
  '%2e%2e%2fcanary',
  'incoming/../../canary',
];
const strange = [
  ...climbing,
  '.',
  '/etc/passwd',
  'file:///etc/passwd',
  'a\0b',
  'C:\\canary',
  '~',
  '*',
  '$(canary)',
  "' or 1=1 --",
  '__proto__',
  'constructor',
];

test('an id that is a path is unknown, and touches no file', { timeout: 30_000 }, async () => {
  const root = await temporaryFolder();
  const data = join(root, 'data');
  const service = await testService({ data });
  await writeFile(join(root, 'canary'), 'sings');
  await writeFile(join(data, 'canary'), 'sings');
  const before = (await readdir(root, { recursive: true })).sort();
  await Promise.all(
    strange.map(async (id) => {
      const query = `?${new URLSearchParams({ id })}`;
      for (const path of [TASKS, STATUS]) {
        const answer = await service.as(ann, 'GET', path + query);
        expect([answer.status, answer.json()]).toEqual([
          200,
          { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' },
        ]);
      }
      expect((await service.as(ann, 'DELETE', TASKS + query)).status).toBe(200);
    }),
  );
  expect((await readdir(root, { recursive: true })).sort()).toEqual(before);
  expect(await readFile(join(root, 'canary'), 'utf8')).toBe('sings');
});

test('ids can not be guessed: they are random, and no two alike', async () => {
  const service = await testService();
  const ids = await Promise.all(Array.from({ length: 20 }, () => service.task()));
  expect(new Set(ids).size).toBe(20);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
