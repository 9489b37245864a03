// pnpm sample-pages  draws the pages in docs/pages anew, with their ground truth.
import { writeFile } from 'node:fs/promises';
import { folder, samples } from './samples.ts';
import { scan } from './scan.ts';
import { truthOf, truthToJson } from './truth.ts';

for (const { name, draw, scanner } of samples) {
  const page = draw();
  const jpeg = await scan(page, scanner);
  const truth = truthOf(page, scanner.skew);
  await writeFile(new URL(`${name}.jpg`, folder), jpeg);
  await writeFile(new URL(`${name}.json`, folder), truthToJson(truth));
  console.log(
    `${name}.jpg: ${page.width} x ${page.height}, ${Math.round(jpeg.length / 1000)} kB, ` +
      `${truth.blocks.length} blocks, ${truth.lines.length} lines`,
  );
}
