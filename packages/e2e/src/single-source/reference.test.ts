import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { operations } from '@detect-regions/spec';
import { expect, it } from 'vitest';
import { need, type Requirement } from '../requirement.ts';
import { localServer } from './parties.ts';

const execute = promisify(execFile);

const curl: Requirement = { name: 'curl', programs: ['curl'], install: 'apt-get install -y curl' };

/** The client of the spec's examples. */
const example = { clientId: '00000000-0000-4000-8000-000000000000', clientSecret: 'not-a-real-secret' };

it('the commands of docs/reference.md work as they are, at another address', async (context) => {
  need(context, curl);
  const page = await readFile(new URL('../../../../docs/reference.md', import.meta.url), 'utf8');
  const commands = new Map(
    [...page.matchAll(/^### (\w+)\n(?:(?!^###)[\s\S])*?^```sh\n([\s\S]*?)^```$/gm)].map(
      ([, operation = '', command = '']) => [operation, command],
    ),
  );
  await using server = await localServer({ clients: [example] });
  let token = '';
  const answerOf = async (operation: string): Promise<string> => {
    const command = (commands.get(operation) ?? '').replaceAll('https://api.aspose.cloud', server.url);
    const { stdout } = await execute('sh', ['-c', command.replace(/^curl/, 'curl -sS --fail-with-body')], {
      env: { ...process.env, TOKEN: token, NO_PROXY: '127.0.0.1' },
    });
    return stdout;
  };

  expect([...commands.keys()]).toEqual(Object.keys(operations));
  token = JSON.parse(await answerOf('postToken')).access_token;
  expect(await answerOf('postDetectRegions')).toMatch(/^[\da-f-]{36}$/);
  expect(JSON.parse(await answerOf('getDetectRegions'))).toMatchObject({ taskStatus: 'NotExist' });
  expect(JSON.parse(await answerOf('getTaskStatus'))).toMatchObject({ taskStatus: 'NotExist' });
  expect(await answerOf('cancelDetectRegions')).toBe('');
});
