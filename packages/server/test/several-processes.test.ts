import { expect, test } from 'vitest';
import type { LogEntry } from '../src/index.ts';
import { ServiceProcess } from './processes.ts';
import { describeWithRedis } from './redis.ts';
import { ann, STATUS, testService } from './service.ts';
import { intake, shared, submit, token } from './shared-service.ts';

async function statusOf(url: string, bearer: string, id: string): Promise<unknown> {
  const answer = await fetch(`${url}${STATUS}?id=${id}`, { headers: { authorization: `Bearer ${bearer}` } });
  return ((await answer.json()) as { taskStatus?: unknown }).taskStatus;
}

function completions(log: readonly LogEntry[]): unknown[] {
  return log.filter(({ event }) => event === 'task.completed').map(({ taskId }) => taskId);
}

function attempts(log: readonly LogEntry[]): unknown[] {
  return log.filter(({ event }) => event === 'task.completed').map(({ attempt }) => attempt);
}

/** A process takes a second to start: most are for CI. */
const inCi = process.env.REQUIRE_ALL === '1';

/** Processes take their time to start, and locks to run out. */
const TIMEOUT = 180_000;
const PATIENT = { timeout: 60_000, interval: 20 };

const id = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

describeWithRedis(
  'several processes on one Redis',
  (redis) => {
    test.runIf(inCi)(
      'a task that one server takes in is done by a worker and read at another server, with the same token',
      {
        timeout: TIMEOUT,
      },
      async () => {
        const settings = await shared(redis);
        const [first, second] = await Promise.all([
          ServiceProcess.server({ ...settings, engine: 'hangs' }),
          ServiceProcess.server({ ...settings, engine: 'hangs' }),
          ServiceProcess.worker({ ...settings, engine: 'works' }),
        ]);
        const bearer = await token(first.url);
        // The servers work, too: two of the tasks hang there.
        const ids = await Promise.all(
          Array.from({ length: 3 }, () => submit(first.url, bearer).then((answer) => answer.text())),
        );
        const statuses = async (): Promise<unknown[]> =>
          (await Promise.all(ids.map((each) => statusOf(second.url, bearer, each)))).sort();
        await expect.poll(statuses, PATIENT).toContain('Completed');
      },
    );

    test.runIf(inCi)(
      'a cancellation at one server reaches the work at another process',
      {
        timeout: TIMEOUT,
      },
      async () => {
        const settings = await shared(redis);
        const queue = await intake(settings);
        const worker = await ServiceProcess.worker({ ...settings, engine: 'hangs' });
        await queue.take(id(1));
        await worker.told('started');
        expect(await queue.cancel(ann.clientId, id(1))).toBe(true);
        await worker.told('aborted');
        expect(await queue.status(ann.clientId, id(1))).toBeUndefined();
      },
    );

    test.runIf(inCi)(
      'a worker that is stopped hands its task back at once',
      { timeout: TIMEOUT },
      async () => {
        const settings = await shared(redis);
        const queue = await intake(settings);
        const hanging = await ServiceProcess.worker({ ...settings, engine: 'hangs' });
        await queue.take(id(1));
        await hanging.told('started');
        await hanging.stop();
        const worker = await ServiceProcess.worker({ ...settings, engine: 'works' });
        await expect
          .poll(() => queue.status(ann.clientId, id(1)), PATIENT)
          .toMatchObject({ status: 'Completed' });
        await expect.poll(() => attempts(worker.log), PATIENT).toEqual([1]);
      },
    );

    test('the task of a worker that was killed is done by another', { timeout: TIMEOUT }, async () => {
      const settings = await shared(redis, { lockSeconds: '1' });
      const queue = await intake(settings);
      const killed = await ServiceProcess.worker({ ...settings, engine: 'hangs' });
      await queue.take(id(1));
      await killed.told('started');
      await killed.kill();
      const worker = await ServiceProcess.worker({ ...settings, engine: 'works' });
      await expect
        .poll(() => queue.status(ann.clientId, id(1)), PATIENT)
        .toMatchObject({ status: 'Completed' });
      await expect.poll(() => attempts(worker.log), PATIENT).toEqual([2]);
    });

    test.runIf(inCi)(
      'a worker that stood still while another did its task gives up on it',
      {
        timeout: TIMEOUT,
      },
      async () => {
        const settings = await shared(redis, { lockSeconds: '1' });
        const queue = await intake(settings);
        const frozen = await ServiceProcess.worker({ ...settings, engine: 'hangs' });
        await queue.take(id(1));
        await frozen.told('started');
        frozen.freeze();
        await ServiceProcess.worker({ ...settings, engine: 'works' });
        await expect
          .poll(() => queue.status(ann.clientId, id(1)), PATIENT)
          .toMatchObject({ status: 'Completed' });
        frozen.thaw();
        await frozen.told('aborted');
        expect(completions(frozen.log)).toEqual([]);
      },
    );

    test.runIf(inCi)(
      'an image that takes down every worker is given up after three',
      { timeout: TIMEOUT },
      async () => {
        const settings = await shared(redis, { lockSeconds: '1' });
        const queue = await intake(settings);
        await queue.take(id(1));
        for (let attempt = 1; attempt <= 3; attempt += 1) {
          const worker = await ServiceProcess.worker({ ...settings, engine: 'dies' });
          await worker.ended();
        }
        await ServiceProcess.worker({ ...settings, engine: 'dies' });
        await expect
          .poll(() => queue.status(ann.clientId, id(1)), PATIENT)
          .toEqual({ status: 'Error', messages: ['The service failed on this image.'] });
      },
    );

    test.runIf(inCi)(
      'servers and workers that are replaced one after the other lose nothing',
      {
        timeout: TIMEOUT,
      },
      async () => {
        const settings = { ...(await shared(redis)), engine: 'works' as const };
        const tasks = 500;
        const all: ServiceProcess[] = [];
        const start = async (kind: 'server' | 'worker'): Promise<ServiceProcess> => {
          const started = await ServiceProcess[kind](settings);
          all.push(started);
          return started;
        };
        const servers = await Promise.all([start('server'), start('server')]);
        const workers = await Promise.all([start('worker'), start('worker')]);
        const bearer = await token(servers[0]?.url ?? '');
        const accepted: string[] = [];
        const submitAll = async (): Promise<void> => {
          for (let turn = 0; accepted.length < tasks; turn += 1) {
            // As behind a load balancer: what one server does not take goes to the other.
            const answer = await submit(servers[turn % servers.length]?.url ?? '', bearer).catch(
              () => undefined,
            );
            if (answer?.ok) accepted.push(await answer.text());
          }
        };
        const replaceAll = async (): Promise<void> => {
          for (const index of servers.keys()) {
            const old = servers[index];
            servers[index] = await start('server');
            await old?.stop();
          }
          for (const old of workers) {
            await start('worker');
            await old.stop();
          }
        };
        await Promise.all([submitAll(), replaceAll()]);
        const queue = await intake(settings);
        await expect.poll(() => queue.counts(), PATIENT).toMatchObject({ pending: 0, processing: 0 });
        const done = (): unknown[] => all.flatMap(({ log }) => completions(log));
        await expect.poll(done, PATIENT).toEqual(expect.arrayContaining(accepted));
        expect(new Set(done()).size).toBe(done().length);
      },
    );

    test('a Redis that is killed under load loses nothing that was accepted', {
      timeout: TIMEOUT,
    }, async () => {
      const settings = await shared(redis, { lockSeconds: '2' });
      const service = await testService({ ...settings, limits: { pendingTasks: 10_000 } });
      const finishing = (async () => {
        for (;;) (await service.engine.next()).finish();
      })();
      finishing.catch(() => undefined);
      const accepted: string[] = [];
      const refusals = new Set<number>();
      let up = true;
      let refused = Promise.withResolvers<void>();
      const load = async (): Promise<void> => {
        while (up) {
          const answer = await service.submit();
          if (answer.status === 200) accepted.push(answer.text);
          else {
            refusals.add(answer.status);
            refused.resolve();
          }
        }
      };
      const loads = Array.from({ length: 4 }, load);
      const kills = inCi ? 5 : 1;
      for (let kill = 1; kill <= kills; kill += 1) {
        const before = accepted.length;
        await expect.poll(() => accepted.length, PATIENT).toBeGreaterThan(before + 10);
        refused = Promise.withResolvers();
        await redis.kill();
        await refused.promise;
        await redis.start();
      }
      const before = accepted.length;
      await expect.poll(() => accepted.length, PATIENT).toBeGreaterThan(before + 10);
      up = false;
      await Promise.all(loads);
      expect([...refusals]).toEqual([503]);
      const statuses = async (): Promise<unknown[]> => {
        const answers = await Promise.all(
          accepted.map((each) => service.as(ann, 'GET', `${STATUS}?id=${each}`)),
        );
        return [...new Set(answers.map((answer) => answer.json().taskStatus))];
      };
      await expect.poll(statuses, PATIENT).toEqual(['Completed']);
      const done = completions(service.log);
      expect(new Set(done).size).toBe(done.length);
    });
  },
  { appendfsync: 'always' },
);
