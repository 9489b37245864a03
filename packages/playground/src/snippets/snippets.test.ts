import { defaultSettings } from '@detect-regions/spec';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cliSnippet } from './cli.ts';
import { curlSnippet } from './curl.ts';
import { shellFile, shellQuote } from './shell-quote.ts';
import { changesOf } from './snippet.ts';
import { typescriptSnippet } from './typescript.ts';

const input = { baseUrl: 'http://127.0.0.1:8707', settings: defaultSettings, fileName: 'page.png' };
const settings = {
  ...defaultSettings,
  rotate: -90,
  makeSkewCorrect: false,
  dsrMode: 'LineDetector',
} as const;

/** What a shell makes of one word: text outside of quotes, in single quotes, or behind a backslash. */
function unquoted(word: string): string {
  return [...word.matchAll(/'([^']*)'|\\(.)|([^'\\])/gs)].map(([, a, b, c]) => a ?? b ?? c).join('');
}

it('quotes any text as one word that stands for it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: fc.constantFrom(...'a b\'"$`!\\*?~#&|;<>()\n-é') }),
      (text) => {
        const word = shellQuote(text);
        expect(unquoted(word)).toBe(text);
        // What is not in quotes means nothing to a shell.
        expect(word.replace(/'[^']*'|\\'/gs, '')).toMatch(/^[\w./:@%+,-]*$/);
      },
    ),
  );
});

it('leaves plain words as they are, and takes no file for a flag', () => {
  expect(shellQuote('page-1.png')).toBe('page-1.png');
  expect(shellFile('-v')).toBe('./-v');
  expect(shellFile("it's.png")).toBe(`'it'\\''s.png'`);
});

it('names just the settings that are not the defaults', () => {
  expect(changesOf(defaultSettings)).toEqual([]);
  expect(changesOf(settings)).toEqual([
    ['makeSkewCorrect', false],
    ['rotate', -90],
    ['dsrMode', 'LineDetector'],
  ]);
});

it('writes a command line with the changed settings as flags', () => {
  expect(cliSnippet(input)).toBe(
    'detect-regions detect page.png --base-url=http://127.0.0.1:8707 --format=json\n',
  );
  expect(cliSnippet({ ...input, settings })).toContain(
    ' --no-make-skew-correct --rotate=-90 --dsr-mode=LineDetector ',
  );
});

it('writes a program with literals that stand for any name', () => {
  expect(typescriptSnippet({ ...input, settings })).toContain(
    "settings: { makeSkewCorrect: false, rotate: -90, dsrMode: 'LineDetector' },",
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a\'"\\\n\u2028$`{}') }), (fileName) => {
      const [, literal = ''] =
        /path: ('(?:[^'\\]|\\.)*')/s.exec(typescriptSnippet({ ...input, fileName })) ?? [];
      expect(new Function(`return ${literal}`)()).toBe(fileName);
    }),
  );
});

it('sends all settings with curl, and no comment that zsh would run', () => {
  const lines = curlSnippet({ ...input, settings });
  expect(lines).toContain(`'{"settings":${JSON.stringify(settings)},"image":"'`);
  expect(lines).not.toMatch(/^\s*#/m);
});
