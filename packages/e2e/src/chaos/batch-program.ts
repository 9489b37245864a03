// A program that is killed in the midst of a batch: node batch-program.ts URL FILE COUNT.
import { fileStore } from '@detect-regions/sdk/file-store';
import { detectWithCare, hastyClient } from './caller.ts';

const [baseUrl = '', file = '', count = '0'] = process.argv.slice(2);
await using store = fileStore(file);
await detectWithCare(hastyClient({ baseUrl, store }), Array(Number(count)).keys(), { concurrency: 16 });
