// A program that is killed in the midst of a batch: node batch-program.ts URL FILE COUNT.
import { DetectRegions } from '@detect-regions/sdk';
import { fileStore } from '@detect-regions/sdk/file-store';
import { detectWithCare, hastyClock, requestTimeout } from './caller.ts';

const [baseUrl = '', file = '', count = '0'] = process.argv.slice(2);
await using store = fileStore(file);
const client = new DetectRegions({
  baseUrl,
  clientId: 'chaos',
  clientSecret: 's3cret',
  clock: hastyClock,
  requestTimeout,
  deadline: Infinity,
  store,
});
await detectWithCare(client, Array(Number(count)).keys(), { concurrency: 16 });
