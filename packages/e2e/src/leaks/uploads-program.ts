// Aborts uploads of a file: node uploads-program.ts URL FILE CALLS PATIENCE. Tells what is left, and ends by itself.
import { createReadStream } from 'node:fs';
import { DetectRegions } from '@detect-regions/sdk';
import { abortCalls, told } from './aborted-calls.ts';

const { baseUrl, path } = told();
await abortCalls(told(), (clock) => {
  const client = new DetectRegions({ baseUrl, accessToken: 'any', clock });
  // Every third is a stream of the caller, which is to be closed just as well.
  return (index, signal) => client.submit(index % 3 === 0 ? createReadStream(path) : { path }, { signal });
});
