import { describe, expect, it, vi } from 'vitest';
import { RegionsFormatError } from './format-error.ts';

describe('RegionsFormatError', () => {
  it('is an Error with a name, a message and the position of the item', () => {
    const error = new RegionsFormatError('4 finite numbers', 'null', 3);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'RegionsFormatError',
      message: 'item 3: expected 4 finite numbers, found null',
      index: 3,
    });
    expect(String(error)).toBe('RegionsFormatError: item 3: expected 4 finite numbers, found null');
  });

  it('is recognised by instanceof across copies of the package', async () => {
    vi.resetModules();
    const copy = await import('./format-error.ts');
    expect(copy.RegionsFormatError).not.toBe(RegionsFormatError);
    expect(new copy.RegionsFormatError('x', 'y')).toBeInstanceOf(RegionsFormatError);
    expect(new RegionsFormatError('x', 'y')).toBeInstanceOf(copy.RegionsFormatError);
  });

  it.each([new Error('x'), null, undefined, 'RegionsFormatError', {}])(
    'does not take %s for one',
    (value) => {
      expect(value instanceof RegionsFormatError).toBe(false);
    },
  );

  it('shows the position only where there is one, and the brand nowhere', () => {
    expect(Object.keys(new RegionsFormatError('x', 'y'))).toEqual(['name']);
    expect(JSON.stringify(new RegionsFormatError('x', 'y', 2))).toBe(
      '{"name":"RegionsFormatError","index":2}',
    );
  });
});
