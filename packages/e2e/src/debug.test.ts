import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunResult, run } from './cli.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-debug-'));
});
afterAll(() => rm(folder, { recursive: true }));

const debug = (...args: string[]): Promise<RunResult> => run(['debug', ...args], { cwd: folder });

describe('debug', () => {
  it('draws the stages into a folder named for the image, and tells of each in a line', async () => {
    const { code, stdout, stderr } = await debug(page, '--rotate', '180', '--no-make-skew-correct');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const files = await readdir(join(folder, 'receipt-debug'));
    expect(files[0]).toBe('01-decoded.png');
    for (const name of ['straight', 'probabilities', 'text-boxes', 'lines', 'blocks']) {
      expect(files).toContainEqual(expect.stringMatching(new RegExp(`^\\d\\d-${name}\\.png$`)));
    }
    expect(files.at(-1)).toMatch(/^\d\d-regions\.png$/);
    for (const name of files) {
      const png = await readFile(join(folder, 'receipt-debug', name));
      expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    }
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, -1).map((line) => line.split(' ', 1)[0])).toEqual(
      files.map((name) => join('receipt-debug', name)),
    );
    expect(lines.at(-2)).toMatch(/640 × 1400 px +\d+ found +[\d.]+ ms$/);
    expect(lines.at(-1)).toMatch(/^\d+ regions in \d+ ms \(wasm\)$/);
  });

  it('overwrites only when it is told to', async () => {
    const out = ['--out', 'kept', '--dsr-mode', 'NoDsrNoFilter'];
    await mkdir(join(folder, 'kept'));
    await writeFile(join(folder, 'kept/01-decoded.png'), 'mine');
    const refused = await debug(page, ...out);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('kept exists already');
    expect(await readFile(join(folder, 'kept/01-decoded.png'), 'utf8')).toBe('mine');
    expect((await debug(page, ...out, '--force')).code).toBe(0);
    expect(await readdir(join(folder, 'kept'))).toEqual(['01-decoded.png', '02-regions.png']);
    expect(await readFile(join(folder, 'kept/01-decoded.png'), 'latin1')).toMatch(/^\x89PNG/);
  });

  it('says what is wrong with an image, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'text.png'), 'no image');
    const { code, stdout, stderr } = await debug('text.png');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: text\.png: The bytes are no image/);
    expect(await readdir(folder)).not.toContain('text-debug');
  });

  it('refuses a file for a folder', async () => {
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await debug(page, '--out', 'file');
    expect(code).toBe(2);
    expect(stderr).toContain('--out FOLDER');
  });
});
