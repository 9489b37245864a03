import { expect, test } from 'vitest';
import { askFresh, startHelper } from './process.ts';

test('a helper answers question after question, and is gone once it is closed', async () => {
  const stub = startHelper<string, unknown>('stub/main');
  expect(await stub.ask('url')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await stub.ask('take')).toEqual({ submissions: 0, bytes: 0 });
  await stub.close();
  await expect(stub.ask('url')).rejects.toThrow();
});

test('what goes wrong in a helper is told by its message', async () => {
  const question = {
    module: 'no-such-module-of-anyone',
    peer: 'fetch',
    service: { url: 'http://127.0.0.1:9', token: 't' },
  };
  await expect(askFresh('workers/import', question)).rejects.toThrow('no-such-module-of-anyone');
});

test('a program that dies says how, and why', async () => {
  await expect(askFresh('workers/nothing-here', {})).rejects.toThrow(
    /nothing-here ended \(1\): .*Cannot find/,
  );
});
