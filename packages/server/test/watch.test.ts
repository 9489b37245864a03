import { describe, expect, onTestFinished, test } from 'vitest';
import { startQueueWorker } from '../src/index.ts';
import { GatedEngine } from './gated-engine.ts';
import { describeWithRedis } from './redis.ts';
import { ann, STATUS, TASKS, TOKEN, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The value of a metric; undefined when it is not told. */
function metric(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}

describe('/readyz', () => {
  test('says that tasks can be taken, once the engine is warm', async () => {
    const warm = Promise.withResolvers<void>();
    class Cold extends GatedEngine {
      override warmUp(): Promise<void> {
        return warm.promise;
      }
    }
    const service = await testService({ engine: new Cold() });
    const before = await service.call('GET', '/readyz');
    expect(before.status).toBe(503);
    expect(before.json()).toEqual({
      status: 'unavailable',
      parts: { service: 'ok', queue: 'ok', images: 'ok', engine: 'starting' },
    });
    warm.resolve();
    await expect.poll(async () => (await service.call('GET', '/readyz')).status).toBe(200);
  });

  test('says that the engine is in the way, and not why', async () => {
    class Broken extends GatedEngine {
      override async warmUp(): Promise<void> {
        throw new Error('no model in /opt/hidden');
      }
    }
    const service = await testService({ engine: new Broken() });
    const answer = await service.call('GET', '/readyz');
    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({ parts: { engine: 'failed' } });
    expect(answer.text).not.toContain('hidden');
    expect(service.log).toContainEqual(expect.objectContaining({ event: 'engine.failed' }));
  });
});

describe('/metrics', () => {
  test('counts requests by operation and status, tasks, and what is there', async () => {
    const service = await testService();
    await service.task();
    (await service.engine.next()).finish();
    await expect.poll(() => service.log.some(({ event }) => event === 'task.completed')).toBe(true);
    await service.task();
    (await service.engine.next()).fail(new Error('broken'));
    await expect.poll(() => service.log.some(({ event }) => event === 'task.failed')).toBe(true);
    const id = await service.task();
    await service.engine.next();
    await service.as(ann, 'GET', `${STATUS}?id=${id}`);
    await service.call('GET', `${STATUS}?id=${id}`);

    const { text, headers } = await service.call('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const requests = 'detect_regions_http_request_duration_seconds_count';
    expect(metric(text, `${requests}{operation="postDetectRegions",status="200"}`)).toBe(3);
    expect(metric(text, `${requests}{operation="getTaskStatus",status="200"}`)).toBe(1);
    expect(metric(text, `${requests}{operation="getTaskStatus",status="401"}`)).toBe(1);
    for (const [event, count] of Object.entries({ submitted: 3, completed: 1, failed: 1, cancelled: 0 })) {
      expect(metric(text, `detect_regions_tasks_total{event="${event}"}`)).toBe(count);
    }
    expect(metric(text, 'detect_regions_task_duration_seconds_count{event="completed"}')).toBe(1);
    expect(metric(text, 'detect_regions_task_age_seconds_count{event="completed"}')).toBe(1);
    expect(metric(text, 'detect_regions_task_age_seconds_count{event="failed"}')).toBe(1);
    for (const [state, count] of Object.entries({ pending: 0, processing: 1, finished: 2 })) {
      expect(metric(text, `detect_regions_queue_tasks{state="${state}"}`)).toBe(count);
    }
    expect(metric(text, 'detect_regions_engine_images')).toBe(1);
    expect(metric(text, 'detect_regions_uploads')).toBe(0);
    expect(metric(text, 'detect_regions_image_bytes_total')).toBeGreaterThan(100);
    expect(metric(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(metric(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);

    await service.as(ann, 'DELETE', `${TASKS}?id=${id}`);
    const after = await service.call('GET', '/metrics');
    expect(metric(after.text, 'detect_regions_tasks_total{event="cancelled"}')).toBe(1);
  });

  test('has no label that a stranger could choose', async () => {
    const service = await testService();
    for (const path of ['/chosen', '/chosen-too', `${TASKS}?id=chosen`]) await service.call('PUT', path);
    await service.call('POST', TOKEN, { headers: { 'x-request-id': 'chosen' } });
    const { text } = await service.call('GET', '/metrics');
    expect(text).not.toMatch(/chosen/);
    expect(
      metric(text, 'detect_regions_http_request_duration_seconds_count{operation="other",status="404"}'),
    ).toBe(2);
  });

  test('two services in one process count apart', async () => {
    const [first, second] = [await testService(), await testService()];
    await first.task();
    const { text } = await second.call('GET', '/metrics');
    expect(metric(text, 'detect_regions_tasks_total{event="submitted"}')).toBe(0);
  });

  test.each([
    ['behind a proxy', { behindProxy: true }],
    ['where others can reach it', { behindProxy: true, host: '0.0.0.0' }],
    ['where it has a port of its own', { metrics: { port: 0 } }],
  ])('is not on the port of the service %s', async (_, options) => {
    const service = await testService(options);
    const port = new URL(service.url).port;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });

  test('is on a port of its own when it is asked for, with the rest of what watchers need', async () => {
    const service = await testService({ metrics: { port: 0 } });
    const status = async (path: string) => (await fetch(`${service.metricsUrl}${path}`)).status;
    expect([await status('/metrics'), await status('/healthz'), await status('/readyz')]).toEqual([
      200, 200, 200,
    ]);
    expect(await status(TASKS)).toBe(404);
    await service.close();
    await expect(status('/healthz')).rejects.toThrow();
  });
});

describeWithRedis('a worker of its own', (redis) => {
  test('is watched on a port of its own', async () => {
    const queue = redis.url();
    const images = await temporaryFolder();
    const engine = new GatedEngine();
    const worker = await startQueueWorker({ queue, images, engine, metrics: { port: 0 } });
    onTestFinished(() => worker.close());
    // A server that leaves the work to others: its own engine never gets to the end.
    const server = await testService({ queue, images });
    await server.task();
    await server.task();
    (await engine.next()).finish();
    const ask = async (path: string) => fetch(`${worker.metricsUrl}${path}`);
    await expect
      .poll(async () =>
        metric(await (await ask('/metrics')).text(), 'detect_regions_tasks_total{event="completed"}'),
      )
      .toBe(1);
    await expect.poll(async () => (await ask('/readyz')).status).toBe(200);
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask(TASKS)).status).toBe(404);
    await worker.close();
    await expect(ask('/healthz')).rejects.toThrow();
  });
});
