import { EngineError } from '@detect-regions/engine';
import { encodeRegions } from '@detect-regions/regions';
import { describe, expect, test, vi } from 'vitest';
import { ann, bob, PNG, STATUS, TASKS, type TestService, testService } from './service.ts';

const region = { left: 1, top: 2, right: 3, bottom: 4 };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function result(service: TestService, id: string, client = ann): Promise<Record<string, unknown>> {
  return (await service.as(client, 'GET', `${TASKS}?id=${id}`)).json();
}

/** The answer of a task once it has ended. */
async function outcome(service: TestService, id: string): Promise<Record<string, unknown>> {
  return vi.waitFor(async () => {
    const answer = await result(service, id);
    if (answer.responseStatusCode === 'NotReady') throw new Error('The task has not ended.');
    return answer;
  });
}

test('an image goes in, its regions come out; the engine gets the very bytes and all settings', async () => {
  const service = await testService();
  const { text: id } = await service.submit({ image: PNG, settings: { dsrMode: 'LineDetector' } });
  const call = await service.engine.next();
  expect(base64(call.image)).toBe(PNG);
  expect(call.settings).toMatchObject({ dsrMode: 'LineDetector', makeSkewCorrect: true });
  call.finish({ regions: [region] });
  const answer = await outcome(service, id);
  expect(answer.results).toEqual([{ type: 'Other', data: encodeRegions([region]) }]);
});

test('an image without text is completed, with no regions', async () => {
  const service = await testService();
  const id = await service.task();
  (await service.engine.next()).finish({ regions: [] });
  expect(await outcome(service, id)).toMatchObject({
    taskStatus: 'Completed',
    responseStatusCode: 'Ok',
    results: [{ type: 'Other', data: encodeRegions([]) }],
  });
});

test('warnings come with the regions', async () => {
  const service = await testService();
  const id = await service.task();
  (await service.engine.next()).finish({ regions: [region], warnings: ['The image is very small.'] });
  expect(await outcome(service, id)).toMatchObject({
    taskStatus: 'Completed',
    error: { warnings: ['The image is very small.'] },
  });
  expect((await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json()).toEqual({
    id,
    taskStatus: 'Completed',
    responseStatusCode: 'Ok',
    error: { warnings: ['The image is very small.'] },
  });
});

test('while the engine works, everything is answered', async () => {
  const service = await testService();
  const [working, waiting] = [await service.task(), await service.task()];
  const call = await service.engine.next();
  expect(await result(service, working)).toMatchObject({ taskStatus: 'Processing' });
  expect(await result(service, waiting)).toMatchObject({ taskStatus: 'Pending' });
  expect((await service.call('GET', '/healthz')).json()).toEqual({ status: 'ok' });
  expect(service.engine.calls).toHaveLength(1);
  call.finish();
  expect(await outcome(service, working)).toMatchObject({ taskStatus: 'Completed' });
  (await service.engine.next()).finish();
  expect(await outcome(service, waiting)).toMatchObject({ taskStatus: 'Completed' });
});

test('as many images are worked on at a time as concurrency says', async () => {
  const service = await testService({ concurrency: 2 });
  for (let count = 0; count < 3; count += 1) await service.task();
  const [first] = [await service.engine.next(), await service.engine.next()];
  expect(service.engine.calls).toHaveLength(2);
  first?.finish();
  await service.engine.next();
});

describe('a task fails', () => {
  test('with the message of the engine when the image is at fault', async () => {
    const service = await testService();
    const id = await service.task();
    (await service.engine.next()).fail(new EngineError('invalid-image', 'The PNG is damaged.'));
    expect(await outcome(service, id)).toEqual({
      id,
      taskStatus: 'Error',
      responseStatusCode: 'Error',
      error: { messages: ['The PNG is damaged.'] },
    });
  });

  test('with the message of the engine when the image takes too long', async () => {
    const service = await testService();
    const id = await service.task();
    (await service.engine.next()).fail(new EngineError('timeout', 'Given up after 60 s.'));
    expect(await outcome(service, id)).toMatchObject({ error: { messages: ['Given up after 60 s.'] } });
  });

  test.each([
    [
      'a fault of the engine',
      new EngineError('internal', 'failed in /srv/engine.ts', { cause: new Error('x') }),
    ],
    ['a crash', new EngineError('crashed', 'worker /srv/worker.js died')],
    ['any error', new TypeError('undefined at /srv/secret/path.ts:3')],
    ['no error at all', 'thrown text'],
  ])('without a word of %s but in the log', async (_, error) => {
    const service = await testService();
    const id = await service.task();
    (await service.engine.next()).fail(error);
    expect(await outcome(service, id)).toMatchObject({
      taskStatus: 'Error',
      error: { messages: ['The service failed on this image.'] },
    });
    const entry = service.log.find(({ event }) => event === 'task.failed');
    expect(entry).toMatchObject({ taskId: id, error: String(error) });
  });

  test('and the next one is worked on', async () => {
    const service = await testService();
    await service.task();
    const second = await service.task();
    (await service.engine.next()).fail(new Error('x'));
    (await service.engine.next()).finish();
    expect(await outcome(service, second)).toMatchObject({ taskStatus: 'Completed' });
  });
});

describe('cancelling', () => {
  test('aborts the work, and the next task gets its turn', async () => {
    const service = await testService();
    const [first, second] = [await service.task(), await service.task()];
    const call = await service.engine.next();
    await service.as(ann, 'DELETE', `${TASKS}?id=${first}`);
    expect(call.signal?.aborted).toBe(true);
    expect(await result(service, first)).toMatchObject({ taskStatus: 'NotExist' });
    (await service.engine.next()).finish();
    expect(await outcome(service, second)).toMatchObject({ taskStatus: 'Completed' });
    expect(await result(service, first)).toMatchObject({ taskStatus: 'NotExist' });
  });

  test('a waiting task keeps it from the engine', async () => {
    const service = await testService();
    await service.task();
    const second = await service.task();
    const third = await service.submit({ image: PNG, settings: { rotate: 3 } });
    expect(third.status).toBe(200);
    await service.as(ann, 'DELETE', `${TASKS}?id=${second}`);
    (await service.engine.next()).finish();
    expect((await service.engine.next()).settings).toMatchObject({ rotate: 3 });
  });
});

test('a task belongs to its client: for another its id does not exist, and it can not be cancelled', async () => {
  const service = await testService();
  const id = await service.task(ann);
  await service.engine.next();
  for (const path of [TASKS, STATUS]) {
    expect((await service.as(bob, 'GET', `${path}?id=${id}`)).json()).toEqual({
      id,
      taskStatus: 'NotExist',
      responseStatusCode: 'TaskNotFound',
    });
  }
  expect((await service.as(bob, 'DELETE', `${TASKS}?id=${id}`)).status).toBe(200);
  expect(await result(service, id, ann)).toMatchObject({ taskStatus: 'Processing' });
});

test('a result is kept for its time, and then does not exist', async () => {
  let now = 1_700_000_000_000;
  const day = 86_400;
  const service = await testService({ now: () => now, tokenLifetimeSeconds: 10 * day });
  const id = await service.task();
  (await service.engine.next()).finish({ regions: [region] });
  await outcome(service, id);
  now += (day - 1) * 1000;
  expect(await result(service, id)).toMatchObject({ taskStatus: 'Completed' });
  now += 1000;
  expect(await result(service, id)).toMatchObject({ taskStatus: 'NotExist' });
});

describe('a service that is full', () => {
  test('answers 503 with Retry-After, and takes tasks again when one is done', async () => {
    const service = await testService({ limits: { pendingTasks: 1 } });
    await service.task();
    const call = await service.engine.next();
    await service.task();
    const refused = await service.submit();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.json()).toMatchObject({ status: 503, title: 'Service Unavailable' });
    expect((await service.submit('not even read')).status).toBe(503);
    call.finish();
    await service.engine.next();
    expect((await service.submit()).status).toBe(200);
  });

  test('answers 503 when its images take all the room, and frees it when they are done or cancelled', async () => {
    const size = Buffer.from(PNG, 'base64').length;
    const service = await testService({ limits: { storedBytes: 2 * size } });
    const [first, second] = [await service.task(), await service.task()];
    expect((await service.submit()).status).toBe(503);
    await service.as(ann, 'DELETE', `${TASKS}?id=${second}`);
    const third = await service.task();
    expect((await service.submit()).status).toBe(503);
    (await service.engine.next()).finish();
    await outcome(service, first);
    (await service.engine.next()).fail(new Error('x'));
    await outcome(service, third);
    await service.task();
    await service.task();
  });

  test('keeps no image of a submission that was refused', async () => {
    const size = Buffer.from(PNG, 'base64').length;
    const service = await testService({ limits: { storedBytes: size } });
    for (let count = 0; count < 3; count += 1) {
      expect((await service.submit(`{"image":"${PNG}","settings":5}`)).status).toBe(400);
      expect((await service.submit(`{"image":"${PNG}"`)).status).toBe(400);
    }
    expect((await service.submit()).status).toBe(200);
  });
});
