import { batch } from './batch.ts';
import { bundle } from './bundle.ts';
import type { Case } from './case.ts';
import { coldImport } from './cold-import.ts';
import { pollCost } from './poll-cost.ts';
import { smallCalls } from './small-calls.ts';
import { uploadFile } from './upload-file.ts';
import { uploadMemory } from './upload-memory.ts';

/** What can be measured, by suite, in the order in which it is. */
export const suites: Readonly<Record<string, readonly Case[]>> = {
  sdk: [uploadFile, uploadMemory, smallCalls, coldImport, bundle, pollCost, batch],
};
