import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormat } from '../formats/create.ts';
import type { FormatName } from '../formats/names.ts';
import { imageFile } from '../input/image-file.ts';
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
  return planOutput(names.map(imageFile), createFormat(format, 'none'), { out, force });
}

describe('planOutput', () => {
  it('writes to standard output when no place is named', () => {
    expect(plan(['a.png', 'b.png'], { format: 'json' })).toEqual({ kind: 'stdout' });
    expect(plan(['a.png'], { format: 'svg' })).toEqual({ kind: 'stdout' });
  });

  it('refuses several overlays on standard output', () => {
    expect(() => plan(['a.png', 'b.png'], { format: 'svg' })).toThrow('2 images make 2 SVG documents');
  });

  it('takes a new name for a file, where one document holds all', () => {
    const out = join(folder, 'new.json');
    expect(plan(['a.png', 'b.png'], { format: 'json', out })).toEqual({ kind: 'file', path: out });
    expect(plan(['a.png'], { format: 'svg', out })).toEqual({ kind: 'file', path: out });
  });

  it('takes a new name for a folder, where there are several documents or a slash says so', () => {
    const out = join(folder, 'new');
    const both = { kind: 'folder', paths: [join(out, 'a.svg'), join(out, 'b.svg')] };
    expect(plan(['x/a.png', 'b.png'], { format: 'svg', out })).toEqual(both);
    expect(plan(['a.png'], { format: 'json', out: `${out}/` })).toEqual({
      kind: 'folder',
      paths: [join(out, 'a.json')],
    });
  });

  it('writes into a folder that exists', () => {
    expect(plan(['-'], { format: 'table', out: folder })).toEqual({
      kind: 'folder',
      paths: [join(folder, 'stdin.txt')],
    });
  });

  it('numbers documents that would have the same name', () => {
    const made = plan(['a/p.png', 'b/p.png', 'P.jpg', 'p-2.gif'], { format: 'svg', out: folder });
    const names = ['p.svg', 'p-2.svg', 'P-3.svg', 'p-2-2.svg'];
    expect(names.map((_name, index) => outputFile(made, index))).toEqual(
      names.map((name) => join(folder, name)),
    );
  });

  it('refuses a file where a folder is needed', () => {
    const out = join(folder, 'file');
    writeFileSync(out, '');
    expect(() => plan(['a.png', 'b.png'], { format: 'svg', out })).toThrow('2 images need a folder');
  });

  it('refuses to overwrite, unless forced', () => {
    writeFileSync(join(folder, 'a.svg'), '');
    writeFileSync(join(folder, 'b.svg'), '');
    const names = ['a.png', 'b.png', 'c.png'];
    expect(() => plan(names, { format: 'svg', out: folder })).toThrow(/a\.svg and 1 more exist already/);
    expect(plan(names, { format: 'svg', out: folder, force: true }).kind).toBe('folder');
  });

  it('never overwrites an image that is to be read, not even when forced', () => {
    const image = join(folder, 'a.svg');
    writeFileSync(image, '<svg/>');
    expect(() => plan([image], { format: 'svg', out: folder, force: true })).toThrow('is an image to read');
    expect(() => plan([image], { format: 'svg', out: image, force: true })).toThrow('is an image to read');
  });

  it('lets a folder carry the name of a document', () => {
    mkdirSync(join(folder, 'x.json'));
    const out = join(folder, 'x.json');
    expect(plan(['a.png'], { format: 'json', out })).toEqual({
      kind: 'folder',
      paths: [join(out, 'a.json')],
    });
  });
});
