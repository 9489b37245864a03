import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startProgress } from './progress.ts';
import { textWidth } from './text-width.ts';

function terminal(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  let text = '';
  const write = (chunk: string): boolean => {
    text += chunk;
    return true;
  };
  return { stream: { isTTY, columns: 40, write } as unknown as NodeJS.WriteStream, written: () => text };
}

const erase = '\r\u001b[K';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('startProgress', () => {
  it('tells what is being done, and how much is, once a second has passed', () => {
    const { stream, written } = terminal(true);
    using progress = startProgress(3, stream);
    progress.show('a/page.png', 'sending');
    vi.advanceTimersByTime(900);
    expect(written()).toBe('');
    progress.show('b.png', 'pending');
    progress.show('a/page.png', undefined);
    vi.advanceTimersByTime(1200);
    expect(written()).toMatch(/1\/3 {2}b\.png: pending {2}2 s$/);
  });

  it('never writes a line that would wrap, or what would act on the terminal', () => {
    const { stream, written } = terminal(true);
    using progress = startProgress(1, stream);
    progress.show(`\u001b[2J${'x'.repeat(99)}`, 'sending');
    vi.advanceTimersByTime(2000);
    const lines = written().split(erase).slice(1);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      expect(line.length).toBeLessThan(40);
      expect(line).not.toContain('\u001b');
    }
  });

  it('shortens a long name, and no word of what is being done', () => {
    const { stream, written } = terminal(true);
    using progress = startProgress(2, stream);
    progress.show(`scans/${'ページ'.repeat(9)}.png`, 'processing');
    vi.advanceTimersByTime(2100);
    const [line = ''] = written().split(erase).slice(-1);
    expect(line).toMatch(/^. 0\/2 {2}(ページ)+.?.?…: processing {2}2 s$/);
    expect(textWidth(line)).toBeLessThan(40);
  });

  it('leaves no line behind', () => {
    const { stream, written } = terminal(true);
    const progress = startProgress(1, stream);
    progress.show('a.png', 'sending');
    vi.advanceTimersByTime(2000);
    progress.erase();
    expect(written().endsWith(erase)).toBe(true);
    vi.advanceTimersByTime(1000);
    progress[Symbol.dispose]();
    const final = written();
    expect(final.endsWith(erase)).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(written()).toBe(final);
  });

  it.each([
    ['the stream is no terminal', false, {}],
    ['NO_COLOR is set', true, { NO_COLOR: '1' }],
    ['the terminal is dumb', true, { TERM: 'dumb' }],
  ])('draws nothing where %s', (_case, isTTY, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const { stream, written } = terminal(isTTY);
    using progress = startProgress(1, stream);
    progress.show('a.png', 'sending');
    vi.advanceTimersByTime(5000);
    progress.erase();
    expect(written()).toBe('');
  });
});
