import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from '@detect-regions/spec/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFull } from '../is-full.ts';
import { findProgram, redis as redisServer } from '../requirement.ts';
import { RedisProcess } from '../service-chaos/redis.ts';
import { AnswerChecker } from './answer-checker.ts';
import { ApiDescription } from './api-description.ts';
import { cases } from './cases.ts';
import { findUnseen, runCase } from './run-contract.ts';
import { msw } from './targets/msw.ts';
import { server, serverIn } from './targets/server.ts';
import type { Target } from './types.ts';

const description = new ApiDescription(document);
const checker = new AnswerChecker(description);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

function holds(target: Target): void {
  const seen = new Set<string>();

  for (const one of cases.filter(({ on }) => on?.includes(target.name) ?? true)) {
    test(one.title, async () => {
      expect(await runCase(one, target, description, checker, seen)).toEqual([]);
    });
  }

  test('every answer that the description has was seen, or there is a reason why not', () => {
    expect(findUnseen(description, target, seen)).toEqual([]);
  });
}

describe.each([msw, server])('$name', holds);

// What keeps tasks and images has suites of its own: here it is seen whether the service is the same with all of them.
describe.runIf(isFull)('server', () => {
  describe('with a data folder', () => {
    holds(serverIn(async () => ({ data: join(folder, randomUUID()) })));
  });

  describe('with a queue on Redis, and images in a folder', () => {
    let redis: RedisProcess;
    beforeAll(async () => {
      const program = findProgram(redisServer);
      if (program === undefined) throw new Error(`needs ${redisServer.name}: ${redisServer.install}`);
      redis = await RedisProcess.start(program, await mkdtemp(join(folder, 'redis-')));
    });
    afterAll(() => redis[Symbol.asyncDispose]());

    holds(
      serverIn(async () => {
        const name = randomUUID();
        return { queue: `${redis.url}?prefix=${name}`, images: join(folder, name) };
      }),
    );
  });
});
