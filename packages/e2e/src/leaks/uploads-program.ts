// Aborts uploads of a file: node uploads-program.ts URL FILE CALLS PATIENCE. Tells what is left, and ends by itself.
import { DetectRegions } from '@detect-regions/sdk';
import { abortCalls, told } from './aborted-calls.ts';

const { baseUrl, path } = told();
await abortCalls(told(), (clock) => {
  const client = new DetectRegions({ baseUrl, accessToken: 'any', clock });
  return (_index, signal) => client.submit({ path }, { signal });
});
