import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { overlaySvg } from '#regions';
import { DetectRegions, DetectRegionsError } from '#sdk';
import { type Finding, galleryHtml } from './gallery.ts';
import type { Page } from './page.ts';
import type { Service } from './service.ts';
import { shownImage } from './shown-image.ts';

/** What {@link showPages} works with. */
export interface ShowOptions {
  readonly service: Service;
  /** Where the results are written. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told of a page that does not work; the others go on. */
  readonly refuse: (label: string, problem: string) => void;
}

/**
 * Finds the regions of the pages through the SDK, one after the other, prints a table, and writes an overlay and
 * JSON for each and an index for all.
 *
 * @returns how many pages worked
 */
export async function showPages(pages: readonly Page[], options: ShowOptions): Promise<number> {
  const { service, folder, signal, refuse } = options;
  const { url: baseUrl, clientId, clientSecret } = service;
  // Nobody bills the polls of a service on this machine, so it asks as often as that is of any use.
  const client = new DetectRegions({ baseUrl, clientId, clientSecret, pollPrice: 100 });
  const findings: Finding[] = [];
  await mkdir(folder, { recursive: true });
  for (const page of pages) {
    console.log(`${page.label}: looking for regions …`);
    try {
      const finding = await write(await find(page, client, signal), folder);
      findings.push(finding);
      console.log(`${page.label}: ${finding.regions.length} regions, ${finding.seconds.toFixed(1)} s`);
    } catch (error) {
      if (!(error instanceof DetectRegionsError) || signal.aborted) throw error;
      refuse(page.label, error.message);
    }
  }
  if (findings.length > 0) {
    await writeFile(join(folder, 'index.html'), galleryHtml(findings));
    console.log(`\n${table(findings)}`);
  }
  return findings.length;
}

async function find(page: Page, client: DetectRegions, signal: AbortSignal): Promise<Omit<Finding, 'image'>> {
  const calls = (): number => Object.values(client.usage).reduce((sum, count) => sum + count, 0);
  const before = calls();
  const started = performance.now();
  const { regions, width = 0, height = 0 } = await client.detect(page.bytes, { signal });
  const seconds = (performance.now() - started) / 1000;
  return { page, width, height, regions, seconds, calls: calls() - before };
}

/** Writes the page, the JSON as the command line has it, and the overlay. */
async function write(finding: Omit<Finding, 'image'>, folder: string): Promise<Finding> {
  const { page, width, height, regions } = finding;
  const { extension, bytes } = await shownImage(page);
  const image = `${page.name}${extension}`;
  const json = JSON.stringify([{ input: page.label, width, height, regions }], null, 2);
  const svg = overlaySvg({ width, height, regions, image: encodeURIComponent(image) });
  await writeFile(join(folder, image), bytes);
  await writeFile(join(folder, `${page.name}.json`), `${json}\n`);
  await writeFile(join(folder, `${page.name}.svg`), svg);
  return { ...finding, image };
}

function table(findings: readonly Finding[]): string {
  const cells = findings.map(({ page, regions, seconds, calls }) => [
    page.label,
    String(regions.length),
    seconds.toFixed(2),
    String(calls),
  ]);
  const rows = [['page', 'regions', 'seconds', 'calls'], ...cells];
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, column) => Math.max(cell.length, known[column] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
