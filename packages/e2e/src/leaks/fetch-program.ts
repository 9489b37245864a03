// Aborts uploads of a file by fetch alone, to show that what is left is found: node fetch-program.ts URL FILE CALLS PATIENCE.
import { open } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { abortCalls, told } from './aborted-calls.ts';

const { baseUrl, path } = told();

async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    for await (const chunk of file.readableWebStream()) yield chunk;
  } finally {
    await file.close();
  }
}

await abortCalls(told(), () => async (_index, signal) => {
  const body = ReadableStream.from(chunks()) as BodyInit;
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half', signal };
  await fetch(baseUrl, init).catch(() => {});
});
