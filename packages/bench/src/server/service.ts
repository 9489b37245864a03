import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { operations } from '@detect-regions/spec';
import { type Helper, startHelper } from '../process.ts';
import type { ServiceQuestion, Started } from '../workers/service.ts';

/** Between two looks at a task, in milliseconds. */
const PAUSE = 10;

/** The smallest image: one grey pixel, PNG. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';

/** The body of a submission of the smallest image. */
export const smallBody: string = JSON.stringify({ image: PIXEL, settings: {} });

/** The body of a submission of a file. */
export async function bodyOf(file: string): Promise<string> {
  return JSON.stringify({ image: (await readFile(file)).toString('base64'), settings: {} });
}

/** A service in a process of its own, and somebody who may use it. */
export class BenchService implements AsyncDisposable {
  readonly #helper: Helper<ServiceQuestion, Started | number>;
  readonly url: string;
  /** With a token. */
  readonly headers: Readonly<Record<string, string>>;

  private constructor(helper: Helper<ServiceQuestion, Started | number>, url: string, token: string) {
    this.#helper = helper;
    this.url = url;
    this.headers = { authorization: `Bearer ${token}` };
  }

  static async start(
    question: Omit<Extract<ServiceQuestion, { type: 'start' }>, 'type'>,
  ): Promise<BenchService> {
    const helper = startHelper<ServiceQuestion, Started | number>('workers/service');
    try {
      const { url, clientId, clientSecret } = (await helper.ask({ type: 'start', ...question })) as Started;
      return new BenchService(helper, url, await fetchToken(url, clientId, clientSecret));
    } catch (error) {
      await helper.close();
      throw error;
    }
  }

  /** Asks the process about itself, or has it do something; what it tells is a number. */
  async ask(question: Exclude<ServiceQuestion, { type: 'start' }>): Promise<number> {
    return (await this.#helper.ask(question)) as number;
  }

  /** Where a task's status is asked for. */
  statusUrl(id: string): string {
    return `${this.url}${operations.getTaskStatus.path}?id=${id}`;
  }

  /** Where images are submitted. */
  get submitUrl(): string {
    return this.url + operations.postDetectRegions.path;
  }

  /** Submits a body; gives the id of the task. */
  async submit(body: string): Promise<string> {
    const headers = { ...this.headers, 'content-type': 'application/json' };
    const response = await fetch(this.submitUrl, { method: 'POST', headers, body });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`A submission was refused: ${text}`);
    return text;
  }

  /** Waits until a task has ended well. */
  async finished(id: string): Promise<void> {
    for (;;) {
      const response = await fetch(this.statusUrl(id), { headers: this.headers });
      const { taskStatus } = (await response.json()) as { taskStatus: string };
      if (taskStatus === 'Completed') return;
      if (taskStatus !== 'Pending' && taskStatus !== 'Processing') {
        throw new Error(`A task ended as ${taskStatus}.`);
      }
      await delay(PAUSE);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#helper.close();
  }
}

async function fetchToken(url: string, clientId: string, clientSecret: string): Promise<string> {
  const response = await fetch(url + operations.postToken.path, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
