import { defaultSettings } from '@detect-regions/spec';
import { expect, it } from 'vitest';
import { refusal } from '../intake/refusal.ts';
import { sizeText } from '../intake/size-text.ts';
import { settingLabel } from '../settings/setting-text.ts';
import type { TaskState } from '../state/task.ts';
import { comparisonText } from './comparison-text.ts';
import { failureText } from './failure-text.ts';
import { announcement, description } from './status-text.ts';

it.each([
  [0, '0 bytes'],
  [1_023, '1023 bytes'],
  [1_536, '1.5 KiB'],
  [20 * 1024 ** 2, '20 MiB'],
  [150 * 1024 ** 2 + 1, '150 MiB'],
])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));

it.each([
  ['dsrMode', 'DSR mode'],
  ['makeSkewCorrect', 'Make skew correct'],
  ['language', 'Language'],
])('%s is called %s', (name, label) => expect(settingLabel(name)).toBe(label));

it('says what is other than before', () => {
  const before = { taskId: '1', settings: defaultSettings, regions: [], took: 1 };
  const region = { left: 0, top: 0, right: 1, bottom: 1 };
  const settings = { ...defaultSettings, rotate: 90, makeUpsampling: true };
  expect(comparisonText(before, { settings, regions: [region] })).toBe(
    'Rotate: 0 → 90, Make upsampling: off → on. 0 → 1 regions.',
  );
  expect(comparisonText(before, before)).toBe('The same settings. 0 → 0 regions.');
});

it('announces a stage once, and shows its figures', () => {
  const polled = (polls: number): TaskState => ({ stage: 'processing', polls });
  expect(announcement(polled(1), 0)).toBe(announcement(polled(2), 0));
  expect(description(polled(1), false)).toContain('asked once');
  expect(description(polled(2), false)).toContain('asked 2 times');
  expect(description({ stage: 'uploading', sent: 512, total: 1024 }, false)).toBe(
    'Uploading: 512 bytes of 1 KiB',
  );
  expect(announcement({ stage: 'done', taskId: '1', took: 1_000, calls: 2 }, 1)).toBe('Done: 1 region.');
});

it('warns of the bill before a run, where there is one', () => {
  expect(description({ stage: 'idle' }, true)).toContain('billed');
  expect(description({ stage: 'idle' }, false)).toBe('');
});

it('says of a failure what the service said, what to do, and which task it was', () => {
  const error = Object.assign(new Error('The task failed.'), {
    code: 'detection-failed',
    taskId: 'abc',
    messages: ['It is cut short.'],
  });
  const text = failureText(error, { name: 'own' });
  expect(text).toMatchObject({ message: 'It is cut short.', taskId: 'abc' });
  expect(text.hint).toContain('settings');
  const auth = Object.assign(new Error('Refused.'), { code: 'auth' });
  expect(failureText(auth, { name: 'cloud' }).hint).not.toBe(failureText(auth, { name: 'own' }).hint);
  expect(failureText('odd', { name: 'own' })).toEqual({ message: 'odd' });
});

it('refuses a file in words for people who drop files', () => {
  const error = Object.assign(new Error('set allowUnknownType: true'), { accepted: ['PNG', 'PDF'] });
  expect(refusal(error)).toBe('it must be one of PNG, PDF, and its bytes are none of these.');
  expect(refusal(new Error('it is damaged.'))).toBe('it is damaged.');
});
