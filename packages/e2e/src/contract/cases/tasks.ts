import assert from 'node:assert/strict';
import type { Case } from '../types.ts';
import { aboutTask } from './well-formed.ts';

const A_DAY = 86_400;

/** A task on its way. */
export const tasks: readonly Case[] = [
  {
    title: 'a task is Pending, Processing and Completed, and then stays so',
    why: 'clients poll for it',
    async run(talk) {
      const first = await talk.task();
      await talk.until(first, 'Processing');
      const second = await talk.task();
      const notReady = { id: second, responseStatusCode: 'NotReady' };
      assert.deepEqual((await talk.ask(second)).json(), { ...notReady, taskStatus: 'Pending' });
      await talk.service.ends({ regions: [] });
      await talk.until(first, 'Completed');
      assert.deepEqual(await talk.until(second, 'Processing'), { ...notReady, taskStatus: 'Processing' });
      await talk.service.ends({ regions: [{ left: 1, top: 2, right: 3, bottom: 4 }] });
      const done = await talk.until(second, 'Completed');
      assert.deepEqual((await talk.ask(second)).json(), done);
    },
  },
  {
    title: 'the status of a task is its answer without the results',
    why: 'cheaper to transfer, where there are many regions',
    async run(talk) {
      const id = await talk.task();
      await talk.service.ends({
        regions: [{ left: 1, top: 2, right: 3, bottom: 4 }],
        warnings: ['It is dark.'],
      });
      const { results, ...rest } = await talk.until(id, 'Completed');
      assert.notEqual(results, undefined);
      assert.deepEqual((await talk.call('getTaskStatus', { query: { id } })).json(), rest);
    },
  },
  {
    title: 'regions come in the order, and as the numbers, that they were found in',
    why: 'a client shows them so',
    async run(talk) {
      for (const regions of [
        [],
        [
          { left: -3, top: 0, right: 700, bottom: 20 },
          { left: 0, top: 30, right: 10, bottom: 40 },
        ],
      ]) {
        const id = await talk.task();
        await talk.service.ends({ regions });
        const { results } = await talk.until(id, 'Completed');
        const [{ data }] = results as unknown as [{ data: string }];
        const rows = regions.map(({ left, top, right, bottom }) => [left, top, right, bottom]);
        assert.deepEqual(JSON.parse(atob(data)), rows);
      }
    },
  },
  {
    title: 'a task that is given up does not exist from then on, and to give it up again is no error',
    why: 'there is no status for a cancelled task',
    async run(talk) {
      const first = await talk.task();
      const second = await talk.task();
      await talk.service.ends({ regions: [] });
      await talk.until(first, 'Completed');
      for (const id of [first, second, first]) {
        const answer = await talk.call('cancelDetectRegions', { query: { id } });
        assert.deepEqual([answer.status, answer.text], [200, '']);
        assert.deepEqual((await talk.ask(id)).json(), {
          id,
          taskStatus: 'NotExist',
          responseStatusCode: 'TaskNotFound',
        });
      }
    },
  },
  {
    title: 'the answer of a task is kept for a day',
    why: 'the documentation says so',
    async run(talk) {
      const id = await talk.task();
      await talk.service.ends({ regions: [] });
      await talk.until(id, 'Completed');
      // Tokens do not live as long: another is asked for by each call.
      const later = async (): Promise<unknown> => {
        const { access_token: token } = (await talk.askToken()).json();
        const headers = { authorization: `Bearer ${token}` };
        return (await talk.ask(id, { as: 'nobody', headers })).json().taskStatus;
      };
      talk.service.passes(A_DAY - 60);
      assert.equal(await later(), 'Completed');
      talk.service.passes(61);
      assert.equal(await later(), 'NotExist');
    },
  },
  {
    title: 'an id that is given twice is refused',
    why: 'which of them counts would be a guess',
    async run(talk) {
      for (const operation of aboutTask) {
        const answer = await talk.call(operation, { query: '?id=a&id=b' });
        assert.equal(answer.status, 400);
        assert.match(answer.words('detail'), /\bid\b/);
      }
    },
  },
];
