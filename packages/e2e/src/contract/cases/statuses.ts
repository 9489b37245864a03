import assert from 'node:assert/strict';
import type { OperationId } from '@detect-regions/spec';
import { PNG } from '../talk.ts';
import type { Case } from '../types.ts';
import { wellFormed } from './well-formed.ts';

/** Answers that a request brings about: those are the business of other cases. */
const BY_REQUESTS = [400, 401, 413, 415];

const IMAGE_BYTES = Buffer.from(PNG, 'base64').length;

/** Errors that are not the caller's fault, and limits. */
export const statuses: readonly Case[] = [
  {
    title: 'an error that no request brings about comes as it is described',
    why: 'clients retry by the status and by Retry-After',
    async run(talk) {
      // The token is known to be good before the service fails.
      for (const { id, authenticated } of talk.description.operations) {
        if (authenticated) await wellFormed(talk, id as OperationId);
      }
      for (const { id, answers } of talk.description.operations) {
        for (const { status } of answers) {
          if (status < 400 || BY_REQUESTS.includes(status)) continue;
          if (!talk.service.forces(id as OperationId, status)) continue;
          assert.equal((await wellFormed(talk, id as OperationId)).status, status, id);
        }
      }
    },
  },
  {
    title: 'an image beyond the limit is refused, one at the limit is not',
    why: 'a caller is told before it is billed',
    setup: { imageBytes: IMAGE_BYTES },
    async run(talk) {
      const longer = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(1)]).toString('base64');
      const refused = await talk.submit({ image: longer });
      assert.equal(refused.status, 413);
      assert.match(refused.words('detail'), new RegExp(`\\b${IMAGE_BYTES}\\b`));
      assert.equal((await talk.submit()).status, 200);
    },
  },
  {
    title: 'a service that is full says when to come back, and accepts nothing',
    why: 'a client may then submit again without paying twice',
    on: ['server'],
    setup: { pendingTasks: 1 },
    async run(talk) {
      await talk.until(await talk.task(), 'Processing');
      await talk.task();
      const refused = await talk.submit();
      assert.equal(refused.status, 503);
      assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    },
  },
];
