import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeWithS3 } from './s3.ts';
import { ann, PNG, TASKS, testService } from './service.ts';

describeWithS3('a service whose images wait in S3', (storage) => {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', storage.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', storage.credentials.secretAccessKey);
  });
  afterEach(() => vi.unstubAllEnvs());

  test('gives the engine the very bytes', async () => {
    const service = await testService({ images: await storage.url() });
    const id = await service.task();
    const call = await service.engine.next();
    expect(Buffer.from(call.image).toString('base64')).toBe(PNG);
    call.finish();
    await expect
      .poll(async () => (await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json())
      .toMatchObject({ taskStatus: 'Completed' });
  });

  test('refuses images while the storage is away, and works on those that it has once it is back', async () => {
    const service = await testService({ images: await storage.url() });
    await service.task();
    const first = await service.engine.next();
    const waiting = await service.task();
    await storage.kill();
    const refused = await service.submit();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.text).not.toContain('127.0.0.1');
    first.finish();
    await storage.start();
    (await service.engine.next()).finish();
    await expect
      .poll(async () => (await service.as(ann, 'GET', `${TASKS}?id=${waiting}`)).json(), { timeout: 20_000 })
      .toMatchObject({ taskStatus: 'Completed' });
  }, 60_000);
});
