import { afterEach, expect, it } from 'vitest';
import { page } from '../state/page.ts';
import { edited, result } from '../state/result.ts';
import { settings } from '../state/settings.ts';
import { copies } from './copies.ts';
import { copyFileName } from './current.ts';
import { exportFormats } from './exports.ts';

afterEach(() => {
  page.value = null;
  result.value = null;
  edited.value = null;
});

it.each([
  ['letter.jpg', '.json', 'letter.json'],
  ['scan.2024.tiff', '.alto.xml', 'scan.2024.alto.xml'],
  ['', '.svg', 'page.svg'],
  ['noending', '.csv', 'noending.csv'],
])('a copy of %j as %s is called %s', (name, ending, file) => {
  expect(copyFileName(name, ending)).toBe(file);
});

it('has every format that there is, and code in three ways', () => {
  expect(Object.keys(copies)).toEqual(['typescript', 'curl', 'cli', ...Object.keys(exportFormats)]);
});

it('each export has the regions in it, in pixels of the page', () => {
  const regions = [{ left: 11, top: 22, right: 133, bottom: 144 }];
  const subject = { width: 200, height: 300, imageName: 'page.png', regions };
  const input = { baseUrl: 'http://127.0.0.1:1', settings: settings.value, fileName: 'page.png' };
  for (const name of Object.keys(exportFormats)) {
    expect(copies[name]?.text(input, subject), name).toMatch(/\b11\b.*\b22\b/s);
  }
});
