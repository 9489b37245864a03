import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { run, serve, stop } from '../cli.ts';

const page = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));
const letter = fileURLToPath(new URL('../pdf/letter.pdf', import.meta.url));

/** A folder with some pages, one below it, and one that is no image. */
async function somePages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-real-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'in', 'more'), { recursive: true });
  await copyFile(page, join(folder, 'in', 'receipt.jpg'));
  await copyFile(letter, join(folder, 'in', 'more', 'letter.pdf'));
  return folder;
}

async function regionsIn(file: string): Promise<unknown[]> {
  const [found] = JSON.parse(await readFile(file, 'utf8')) as [{ regions: unknown[] }];
  return found.regions;
}

it('gives what detect gives, by the service and in this process', async () => {
  const cwd = await somePages();
  const { child, lines } = await serve(['--client', 'me:secret'], 1);
  onTestFinished(async () => void (await stop(child)));
  const env = {
    DETECT_REGIONS_BASE_URL: lines[0] ?? '',
    DETECT_REGIONS_CLIENT_ID: 'me',
    DETECT_REGIONS_CLIENT_SECRET: 'secret',
  };
  const remote = await run(['batch', 'in', '--out', 'remote'], { cwd, env });
  expect([remote.code, remote.stderr]).toEqual([0, expect.stringContaining('2 of 2 images')]);
  const local = await run(['batch', 'in', '--out', 'local', '--local', '--concurrency', '2'], { cwd });
  expect([local.code, local.stderr]).toEqual([0, expect.stringContaining('2 of 2 images')]);
  expect(local.stderr).not.toContain('calls');

  const one = await run(['detect', 'in/receipt.jpg', '--local', '--format', 'json'], { cwd });
  const expected = (JSON.parse(one.stdout) as [{ regions: unknown[] }])[0].regions;
  expect(expected.length).toBeGreaterThan(3);
  for (const folder of ['remote', 'local']) {
    expect(await regionsIn(join(cwd, folder, 'receipt.json'))).toEqual(expected);
    expect((await regionsIn(join(cwd, folder, 'more', 'letter.json'))).length).toBeGreaterThan(0);
  }
  // Once more, without the flags that the journal knows.
  const again = await run(['batch', '--journal', 'local/detect-regions.journal'], { cwd });
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('2 of 2 images')]);
});

it('needs credentials before it makes anything', async () => {
  const cwd = await somePages();
  const { code, stderr } = await run(['batch', 'in', '--out', 'out'], { cwd });
  expect([code, stderr]).toEqual([3, expect.stringContaining('no credentials')]);
  await expect(readFile(join(cwd, 'out', 'detect-regions.journal'))).rejects.toThrow('ENOENT');
});

it('ends at refused credentials, and leaves the images as they were', async () => {
  const cwd = await somePages();
  const { child, lines } = await serve(['--client', 'me:secret'], 1);
  onTestFinished(async () => void (await stop(child)));
  const env = {
    DETECT_REGIONS_BASE_URL: lines[0] ?? '',
    DETECT_REGIONS_CLIENT_ID: 'me',
    DETECT_REGIONS_CLIENT_SECRET: 'wrong',
  };
  const refused = await run(['batch', 'in', '--out', 'out'], { cwd, env });
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('refuses every call')]);
  const status = await run(['batch', '--out', 'out', '--status', '--format', 'json'], { cwd });
  expect(JSON.parse(status.stdout)).toMatchObject({ images: 2, left: 2, failed: 0, inDoubt: 0 });
  const right = { ...env, DETECT_REGIONS_CLIENT_SECRET: 'secret' };
  expect((await run(['batch', 'in', '--out', 'out'], { cwd, env: right })).code).toBe(0);
});
