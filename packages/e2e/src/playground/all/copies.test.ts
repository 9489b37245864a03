// What is copied works where it is pasted.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromAltoXml, fromCoco, fromJson, fromPageXml, type PageRegions } from '@detect-regions/regions';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { bin } from '../../cli.ts';
import { curl, need } from '../../requirement.ts';
import { installPacked } from '../../runtimes/packed.ts';
import { copyAs, done, listed, open, pick, type Rectangle, receipt } from '../desk.ts';
import { playground, type Visit } from '../visit.ts';

const run = promisify(execFile);
const visit = playground();

/** A page whose regions were found with settings of its own, and a folder with the image in it, to paste in. */
async function prepared(context: TestContext): Promise<Visit & { folder: string; regions: Rectangle[] }> {
  // So high that the list shows all rows.
  const visited = await visit(context, { viewport: { width: 1280, height: 2400 } });
  const { page } = visited;
  await pick(page, receipt);
  await open(page, 'Settings');
  await page.locator('#setting-dsrMode').selectOption('LineDetector');
  await page.getByRole('slider', { name: /Divider/ }).waitFor();
  await page.locator('#setting-makeContrastCorrection').uncheck();
  await page.getByText(/contrast correction: on → off/i).waitFor();
  await done(page);
  await open(page, 'Regions');
  const folder = await mkdtemp(join(tmpdir(), 'pasted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await copyFile(receipt, join(folder, 'receipt.jpg'));
  return { ...visited, folder, regions: await listed(page) };
}

/** Runs what was pasted into a shell, with `detect-regions` on its PATH. */
async function paste(lines: string, { folder, env }: { folder: string; env: Visit['env'] }): Promise<string> {
  const script = `detect-regions() { '${process.execPath}' '${bin}' "$@"; }\n${lines}`;
  const { stdout } = await run('bash', ['-c', script], {
    cwd: folder,
    env: { ...process.env, ...env, NO_COLOR: '1' },
  });
  return stdout;
}

function corners(regions: readonly Rectangle[]): number[][] {
  return regions.map(({ left, top, right, bottom }) => [left, top, right, bottom]);
}

it('a command line finds the same regions', async (context) => {
  const visited = await prepared(context);
  const line = await copyAs(visited.page, 'Command line');
  expect(line).toContain('--dsr-mode=LineDetector');
  expect(line).toContain('--no-make-contrast-correction');
  const [found] = JSON.parse(await paste(line, visited)) as { regions: Rectangle[] }[];
  expect(found?.regions).toEqual(visited.regions);
});

it('lines of curl find the same regions', async (context) => {
  need(context, curl);
  const visited = await prepared(context);
  const found: number[][] = JSON.parse(await paste(await copyAs(visited.page, 'cURL'), visited));
  expect(found).toEqual(corners(visited.regions));
});

it('a program in TypeScript finds the same regions', async (context) => {
  const visited = await prepared(context);
  await installPacked(visited.folder, ['sdk']);
  const program = await copyAs(visited.page, 'TypeScript');
  await writeFile(
    join(visited.folder, 'find.ts'),
    program.replace('console.log(regions)', 'console.log(JSON.stringify(regions))'),
  );
  const { stdout } = await run(process.execPath, ['find.ts'], {
    cwd: visited.folder,
    env: { ...process.env, ...visited.env },
  });
  expect(JSON.parse(stdout)).toEqual(visited.regions);
});

it('every format can be read back, and has the same regions', async (context) => {
  const { page, regions } = await prepared(context);
  const readers: Readonly<Record<string, (text: string) => PageRegions>> = {
    JSON: fromJson,
    ALTO: fromAltoXml,
    'PAGE-XML': fromPageXml,
    COCO: fromCoco,
  };
  for (const [label, read] of Object.entries(readers)) {
    const { regions: found } = read(await copyAs(page, label));
    expect([label, corners(found)]).toEqual([label, corners(regions)]);
  }
  const [first] = regions;
  if (first === undefined) throw new Error('no region');
  const { left, top, right, bottom } = first;
  expect(await copyAs(page, 'CSV')).toContain([left, top, right, bottom].join(','));
  expect(await copyAs(page, 'hOCR')).toContain(`bbox ${left} ${top} ${right} ${bottom}`);
  expect(await copyAs(page, 'SVG overlay')).toMatch(/^<svg .*<rect/s);
});

it('is a file as well, when one likes', async (context) => {
  const { page } = await visit(context);
  await pick(page, receipt);
  const text = await copyAs(page, 'JSON');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('receipt.json');
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(text);
});
