import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { NewerSchemaError, upgrade } from './schema.ts';

const steps = [
  'CREATE TABLE notes (text TEXT)',
  "INSERT INTO notes VALUES ('kept'); ALTER TABLE notes ADD COLUMN author TEXT",
  "UPDATE notes SET author = 'ann'",
];

function database(): DatabaseSync {
  const opened = new DatabaseSync(':memory:');
  onTestFinished(() => opened.close());
  return opened;
}

const version = (of: DatabaseSync): unknown => of.prepare('PRAGMA user_version').get()?.user_version;

test('a new database takes all steps, an older one those that it lacks', () => {
  const opened = database();
  upgrade(opened, steps.slice(0, 2));
  expect(version(opened)).toBe(2);
  upgrade(opened, steps);
  expect(version(opened)).toBe(3);
  expect(opened.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', author: 'ann' }]);
  upgrade(opened, steps);
  expect(opened.prepare('SELECT * FROM notes').all()).toHaveLength(1);
});

test('a step that fails leaves nothing of itself, and the steps before it', () => {
  const opened = database();
  const broken = [...steps.slice(0, 1), "INSERT INTO notes VALUES ('half'); INSERT INTO nowhere VALUES (1)"];
  expect(() => upgrade(opened, broken)).toThrow(/nowhere/);
  expect(version(opened)).toBe(1);
  expect(opened.prepare('SELECT * FROM notes').all()).toEqual([]);
  upgrade(opened, steps);
  expect(version(opened)).toBe(3);
});

test('a database from the future is refused', () => {
  const opened = database();
  upgrade(opened, steps);
  expect(() => upgrade(opened, steps.slice(0, 2))).toThrow(NewerSchemaError);
});
