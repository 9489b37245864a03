// pnpm readme-picture   draws docs/regions.jpg: what the local engine finds on three of the sample pages
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { main, root, run } from './run.ts';
import { build } from './turbo.ts';

const pages = ['article', 'receipt', 'form'];
/** Height of each page in the picture, and the space around it, in pixels. */
const height = 900;
const margin = 24;

await main(async () => {
  build(['@detect-regions/cli']);
  const folder = await mkdtemp(join(tmpdir(), 'readme-picture-'));
  try {
    const images = pages.map((page) => join(root, 'docs/pages', `${page}.jpg`));
    run('node', [
      'packages/cli/bin/detect-regions.js',
      'detect',
      '--local',
      '--format',
      'svg',
      '--out',
      folder,
      ...images,
    ]);
    const drawn = await Promise.all(
      pages.map((page) =>
        sharp(join(folder, `${page}.svg`))
          .resize({ height })
          .toBuffer({ resolveWithObject: true }),
      ),
    );
    let left = margin;
    const placed = drawn.map(({ data, info }) => {
      const at = { input: data, left, top: margin };
      left += info.width + margin;
      return at;
    });
    await sharp({ create: { width: left, height: height + 2 * margin, channels: 3, background: '#e9e9e6' } })
      .composite(placed)
      .jpeg({ quality: 82, mozjpeg: true })
      .toFile(join(root, 'docs/regions.jpg'));
    console.log('docs/regions.jpg');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
