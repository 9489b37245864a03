import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '@detect-regions/server';
import { expect, it } from 'vitest';
import { need, officialPythonClient } from '../requirement.ts';

const program = fileURLToPath(new URL('python_client.py', import.meta.url));
const page = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));
const credentials = { clientId: 'python', clientSecret: 'secret of python' };

interface Told {
  readonly id: string;
  readonly taskStatus: string;
  readonly responseStatusCode: string;
}

/** What `python_client.py` prints. */
interface Seen {
  readonly token: Readonly<Record<string, unknown>>;
  readonly task: string;
  readonly status: Told & { readonly results: unknown };
  readonly result: Told & { readonly types: string[]; readonly data: number[][][] };
  readonly cancelled: Told & { readonly asked: string };
  readonly noImage: { readonly status: number; readonly problem: Readonly<Record<string, unknown>> };
  readonly noToken: { readonly status: number; readonly problem: Readonly<Record<string, unknown>> };
}

for (const version of ['24.11.0', '24.8.0']) {
  it(`the official Python client ${version} works with the service as it does with the cloud`, async (context) => {
    const python = need(context, officialPythonClient(version));
    await using server = await startServer({ port: 0, clients: [credentials] });
    const { clientId, clientSecret } = credentials;
    const { stdout } = await promisify(execFile)(python, [program, server.url, clientId, clientSecret, page]);
    const seen = JSON.parse(stdout) as Seen;

    expect(seen.token).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(seen.task).toMatch(/^[\da-f-]{36}$/);
    expect(seen.status).toEqual({
      id: seen.task,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: null,
    });
    expect(seen.result).toMatchObject({
      id: seen.task,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      types: ['Other'],
    });
    const [rectangles = []] = seen.result.data;
    expect(rectangles.length).toBeGreaterThan(3);
    for (const rectangle of rectangles) expect(rectangle).toEqual([0, 1, 2, 3].map(() => expect.any(Number)));

    const { asked, ...cancelled } = seen.cancelled;
    expect(cancelled).toEqual({ id: asked, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });

    expect(seen.noImage).toMatchObject({ status: 400, problem: { status: 400, title: 'Bad Request' } });
    expect(seen.noToken).toMatchObject({ status: 401, problem: { status: 401, title: 'Unauthorized' } });
  });
}
