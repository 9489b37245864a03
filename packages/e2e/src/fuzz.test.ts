import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DetectRegions } from '@detect-regions/sdk';
import { startServer } from '@detect-regions/server';
import { expect, it } from 'vitest';
import { isFull } from './is-full.ts';
import { need, schemathesis } from './requirement.ts';

const spec = fileURLToPath(new URL('../../../openapi/detect-regions.yaml', import.meta.url));
const hooks = fileURLToPath(new URL('../fuzz/hooks.py', import.meta.url));
const image = new URL('../../../docs/pages/receipt.jpg', import.meta.url);

/** Bodies and parameters that are made up for each operation; all of them take half a minute. */
const examples = isFull ? 50 : 5;

it('the service keeps to the spec, whatever is sent', async (context) => {
  const program = need(context, schemathesis);
  const cwd = await mkdtemp(`${tmpdir()}/fuzz-`);
  const server = await startServer({
    port: 0,
    data: join(cwd, 'data'),
    clients: [{ clientId: 'fuzz', clientSecret: 'fuzz-secret' }],
  });
  try {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'fuzz',
      client_secret: 'fuzz-secret',
    });
    const answer = await fetch(`${server.url}/connect/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string };
    const args = [
      'run',
      spec,
      '--url',
      server.url,
      '-H',
      `Authorization: Bearer ${access_token}`,
      '--generation-deterministic',
      '--max-examples',
      String(examples),
      // The last one follows the links of the spec from a submission to its task.
      '--phases',
      'examples,coverage,fuzzing,stateful',
      '--checks',
      'all',
      '--no-color',
    ];
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, SCHEMATHESIS_HOOKS: hooks },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: Error & { stdout: string }) => error);
    expect(stdout).toMatch(/No issues found/);
    expect(stdout).toMatch(/API Links: +3 covered \/ 3 selected/);

    // It still works after all that.
    const client = new DetectRegions({ baseUrl: server.url, clientId: 'fuzz', clientSecret: 'fuzz-secret' });
    expect((await client.detect(image)).regions.length).toBeGreaterThan(3);
  } finally {
    await server.close();
    await rm(cwd, { recursive: true, force: true });
  }
}, 180_000);
