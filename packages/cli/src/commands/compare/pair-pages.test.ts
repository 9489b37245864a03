import { describe, expect, it } from 'vitest';
import type { FilePage } from '../../region-files/read-files.ts';
import { pairPages } from './pair-pages.ts';

/** The only page of a file. */
const only = (file: string, input = file): FilePage => page(file, input, true);
/** One of several pages of a file. */
const oneOf = (file: string, input: string): FilePage => page(file, input, false);

function page(file: string, input: string, isOnly: boolean): FilePage {
  return {
    page: { input, width: null, height: null, regions: [], ignored: [] },
    file: { name: file, path: `/${file}`, relative: file },
    isOnly,
  };
}

const paired = (...sides: [FilePage[], FilePage[]]): [string, string | undefined][] =>
  pairPages(...sides).pairs.map(({ name, found }) => [name, found?.input]);

describe('pairPages', () => {
  it('takes one page on each side for the same, whatever they are called', () => {
    expect(paired([only('a.json')], [only('b.xml')])).toEqual([['b', 'a.json']]);
  });

  it('matches files of two folders by their names, and images by theirs', () => {
    const found = [only('b/1.json', 'scans/1.png'), only('a/1.alto.xml'), only('c.json', 'other.png')];
    const truth = [only('a/1.page.xml'), only('b/1.json'), only('x.json', 'other.png')];
    expect(paired(found, truth)).toEqual([
      ['a/1', 'a/1.alto.xml'],
      ['b/1', 'scans/1.png'],
      ['x', 'other.png'],
    ]);
  });

  it('matches the pages of one file with the files of a folder', () => {
    const found = [oneOf('all.json', 'scans/a.png'), oneOf('all.json', 'scans/b.png')];
    expect(paired(found, [only('b.json'), only('a.json')])).toEqual([
      ['b', 'scans/b.png'],
      ['a', 'scans/a.png'],
    ]);
  });

  it('guesses nothing where a name is not the only one', () => {
    const found = [oneOf('all.json', 'x/a.png'), oneOf('all.json', 'y/a.png'), oneOf('all.json', 'c.png')];
    const { pairs, withoutResult, withoutTruth } = pairPages(found, [only('a.json'), only('c.json')]);
    expect(pairs.map(({ found: result }) => result?.input)).toEqual([undefined, 'c.png']);
    expect(withoutResult).toEqual(['a']);
    expect(withoutTruth).toEqual(['x/a.png', 'y/a.png']);
  });
});
