import { fileURLToPath } from 'node:url';
import { iou, type Region } from '@detect-regions/regions';
import { DetectRegions } from '@detect-regions/sdk';
import { startServer } from '@detect-regions/server';
import { expect, it, onTestFinished } from 'vitest';
import { run } from '../cli.ts';

/** A page of 594.96 x 420 points that a browser printed: two paragraphs, of three lines and of two. */
const letter = fileURLToPath(new URL('letter.pdf', import.meta.url));

/** Where its text is, in points from the top left, as another program reads it from the file (pdftotext -bbox). */
const paragraphs: readonly Region[] = [
  { left: 70.9, top: 58, right: 378.8, bottom: 101.6 },
  { left: 70.9, top: 126.3, right: 370.1, bottom: 154.8 },
];

function expectParagraphs(found: readonly Region[]): void {
  expect(found).toHaveLength(paragraphs.length);
  for (const [i, region] of found.entries())
    expect(iou(region, paragraphs[i] as Region)).toBeGreaterThan(0.8);
}

it('the regions of a PDF lie where its text is, in the points that the SDK measures its page in', {
  timeout: 60_000,
}, async () => {
  const server = await startServer({ port: 0, clients: [{ clientId: 'me', clientSecret: 'secret' }] });
  onTestFinished(() => server.close());
  const client = new DetectRegions({ baseUrl: server.url, clientId: 'me', clientSecret: 'secret' });
  const outcome = await client.detect({ path: letter });
  expect(outcome.page).toEqual({ number: 1, width: 594.96, height: 420 });
  expectParagraphs(outcome.regions);
});

it('the command line finds the same in process, and calls the size unknown as it does of a service', {
  timeout: 60_000,
}, async () => {
  const { stdout, stderr } = await run(['detect', letter, '--local', '--format', 'json']);
  expect(stderr).toBe('');
  const [page] = JSON.parse(stdout);
  expect(page).toMatchObject({ width: null, height: null });
  expectParagraphs(page.regions);
});

it('the command line gives a page up when its time is over', { timeout: 60_000 }, async () => {
  const { code, stderr } = await run(['detect', letter, '--local', '--timeout', '0.001']);
  expect(code).toBe(1);
  expect(stderr).toContain('not done after 0.001 s');
});
