import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormat } from '../formats/create.ts';
import type { FormatName } from '../formats/names.ts';
import { type OutputPlan, outputFile, planOutput } from './output-plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'detect-regions-out-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Case {
  format: FormatName;
  out?: string;
  force?: boolean;
}

function plan(names: readonly string[], { format, out, force = false }: Case): OutputPlan {
  const images = names.map((name) =>
    name === '-'
      ? { name, relative: 'stdin' }
      : { name, path: resolve(name), relative: name.startsWith('tree/') ? name.slice(5) : basename(name) },
  );
  return planOutput(images, createFormat(format, 'none'), { out, force });
}

describe('planOutput', () => {
  it('writes to standard output when no place is named', () => {
    expect(plan(['a.png', 'b.png'], { format: 'json' })).toEqual({ kind: 'stdout' });
    expect(plan(['a.png'], { format: 'svg' })).toEqual({ kind: 'stdout' });
  });

  it('refuses several overlays on standard output', () => {
    expect(() => plan(['a.png', 'b.png'], { format: 'svg' })).toThrow('2 images make 2 SVG documents');
  });

  it('refuses to show a picture on a terminal', () => {
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
    const pretend = (value: boolean): object =>
      Object.defineProperty(process.stdout, 'isTTY', { value, configurable: true });
    try {
      pretend(true);
      expect(() => plan(['a.png'], { format: 'png' })).toThrow("a terminal can't show PNG");
      expect(plan(['a.png'], { format: 'svg' })).toEqual({ kind: 'stdout' });
      pretend(false);
      expect(plan(['a.png'], { format: 'png' })).toEqual({ kind: 'stdout' });
    } finally {
      if (before) Object.defineProperty(process.stdout, 'isTTY', before);
      else Reflect.deleteProperty(process.stdout, 'isTTY');
    }
  });

  it('takes a new name for a file, where one document holds all', () => {
    const out = join(folder, 'new.json');
    expect(plan(['a.png', 'b.png'], { format: 'json', out })).toEqual({ kind: 'file', path: out });
    expect(plan(['a.png'], { format: 'svg', out })).toEqual({ kind: 'file', path: out });
  });

  it('takes a new name for a folder, where there are several documents or a slash says so', () => {
    const out = join(folder, 'new');
    const both = { kind: 'files', paths: [join(out, 'a.svg'), join(out, 'b.svg')] };
    expect(plan(['x/a.png', 'b.png'], { format: 'svg', out })).toEqual(both);
    expect(plan(['a.png'], { format: 'json', out: `${out}/` })).toEqual({
      kind: 'files',
      paths: [join(out, 'a.json')],
    });
  });

  it('writes into a folder that exists', () => {
    expect(plan(['-'], { format: 'table', out: folder })).toEqual({
      kind: 'files',
      paths: [join(folder, 'stdin.txt')],
    });
  });

  it("repeats the tree of a folder's images", () => {
    const made = plan(['tree/a/p.png', 'tree/b/p.png', 'tree/b/c/q.tar.png'], {
      format: 'alto',
      out: folder,
    });
    expect([0, 1, 2].map((index) => outputFile(made, index))).toEqual(
      ['a/p.alto.xml', 'b/p.alto.xml', 'b/c/q.tar.alto.xml'].map((name) => join(folder, name)),
    );
  });

  it('fills in a name template', () => {
    const out = join(folder, '{dir}/{index}-{name}.v1.{ext}');
    expect(plan(['tree/a/p.png', 'p.png'], { format: 'json', out })).toEqual({
      kind: 'files',
      paths: [join(folder, 'a/1-p.v1.json'), join(folder, '2-p.v1.json')],
    });
  });

  it.each([
    ['{nam}.svg', 'has the unknown {nam}'],
    ['{constructor}.svg', 'has the unknown {constructor}'],
    ['{name.svg', 'has a single brace'],
  ])('refuses the template %s', (out, message) => {
    expect(() => plan(['a.png'], { format: 'svg', out })).toThrow(message);
  });

  it.each([[['a/p.png', 'b/p.png']], [['a.png', 'p.png', 'P.jpg']], [['\u00e9.png', 'e\u0301.png']]])(
    'refuses two documents of one name: %j',
    (names) => {
      expect(() => plan(names, { format: 'svg', out: folder })).toThrow('would both be written to');
    },
  );

  it('refuses a file where a folder is needed', () => {
    const out = join(folder, 'file');
    writeFileSync(out, '');
    expect(() => plan(['a.png', 'b.png'], { format: 'svg', out })).toThrow('2 images need a folder');
    const name = join(folder, 'new.svg');
    expect(() => plan(['a.png', 'b.png'], { format: 'svg', out: name })).toThrow('2 images need a folder');
  });

  it('refuses to overwrite, unless forced', () => {
    writeFileSync(join(folder, 'a.svg'), '');
    writeFileSync(join(folder, 'b.svg'), '');
    const names = ['a.png', 'b.png', 'c.png'];
    expect(() => plan(names, { format: 'svg', out: folder })).toThrow(/a\.svg and 1 more exist already/);
    expect(plan(names, { format: 'svg', out: folder, force: true }).kind).toBe('files');
  });

  it('never overwrites an image that is to be read, not even when forced', () => {
    const image = join(folder, 'a.svg');
    writeFileSync(image, '<svg/>');
    expect(() => plan([image], { format: 'svg', out: folder, force: true })).toThrow('is an input');
    expect(() => plan([image], { format: 'svg', out: image, force: true })).toThrow('is an input');
  });

  it('lets a folder carry the name of a document', () => {
    mkdirSync(join(folder, 'x.json'));
    const out = join(folder, 'x.json');
    expect(plan(['a.png'], { format: 'json', out })).toEqual({
      kind: 'files',
      paths: [join(out, 'a.json')],
    });
  });
});
