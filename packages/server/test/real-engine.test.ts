import { readFile } from 'node:fs/promises';
import { createEngineThread } from '@detect-regions/engine';
import { decodeRegions } from '@detect-regions/regions';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ann, STATUS, TASKS, testService } from './service.ts';

test('a page is detected by the real engine, while the service goes on answering', {
  timeout: 60_000,
}, async () => {
  const engine = createEngineThread();
  onTestFinished(() => engine.close());
  const service = await testService({ engine });
  const page = await readFile(new URL('../../../docs/pages/article.jpg', import.meta.url));
  const { text: id } = await service.submit({
    image: page.toString('base64'),
    settings: { dsrMode: 'LineDetector' },
  });

  const seen = new Set<unknown>();
  await vi.waitFor(
    async () => {
      const { taskStatus } = (await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json();
      seen.add(taskStatus);
      expect(taskStatus).toBe('Completed');
    },
    { interval: 50, timeout: 50_000 },
  );
  // Were the event loop blocked, the first answer would come after the page was done.
  expect([...seen]).toEqual(expect.arrayContaining(['Processing', 'Completed']));

  const answer = (await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json() as {
    results: [{ data: string }];
  };
  const regions = decodeRegions(answer.results[0].data);
  expect(regions.length).toBeGreaterThan(20);
  for (const { left, top, right, bottom } of regions) {
    expect(right).toBeGreaterThan(left);
    expect(bottom).toBeGreaterThan(top);
  }
});

test('a damaged image fails its task, not the submission', { timeout: 60_000 }, async () => {
  const engine = createEngineThread();
  onTestFinished(() => engine.close());
  const service = await testService({ engine });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');
  const { text: id } = await service.submit({ image: png });
  await expect
    .poll(async () => (await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json(), { timeout: 30_000 })
    .toMatchObject({ taskStatus: 'Error', error: { messages: [expect.stringMatching(/image/i)] } });
});
