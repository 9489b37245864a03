// Node, Bun and Deno: reads the world from the last argument, and writes what it found to a file beside the image.
import { writeFile } from 'node:fs/promises';
import { fileStore } from '@detect-regions/sdk/file-store';
import { sdkSuite } from './sdk.suite.ts';
import { runSuite, type World } from './suite.ts';

const world = JSON.parse(process.argv.at(-1) ?? '') as World & { files: { folder: string } };
const findings = await runSuite(sdkSuite, { ...world, files: { ...world.files, fileStore } });
// No process.exit(): what still keeps the process alive is to be found.
await writeFile(`${world.files.folder}findings.json`, JSON.stringify(findings));
