import assert from 'node:assert/strict';
import type { Case } from '../types.ts';
import { asking } from './well-formed.ts';

/** What the header Accept asks for, and what the answer comes as. */
const accepted: readonly (readonly [accept: string, mediaType: string])[] = [
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['text/plain, application/json, text/json', 'application/json'],
  ['text/plain;q=0.5, */*;q=0.8', 'application/json'],
  ['image/png', 'application/json'],
  ['', 'application/json'],
  ['text/plain', 'text/plain'],
  ['Text/Plain', 'text/plain'],
  ['text/*', 'text/plain'],
  ['text/plain, application/json;q=0.5', 'text/plain'],
  ['application/json;q=0, */*', 'text/plain'],
  ['text/json', 'text/json'],
];

/** RFC 9110, section 12.5.1: the caller says what it takes, and how gladly. */
export const negotiation: readonly Case[] = [
  {
    title: 'a task comes as what the caller likes best, with the same JSON in it',
    why: "text/plain makes Python, Java and Go fail; the documentation's cURL asks for it",
    async run(talk) {
      const id = await talk.task();
      for (const [accept, negotiated] of accepted) {
        for (const operation of asking) {
          const answer = await talk.call(operation, { query: { id }, headers: { accept }, negotiated });
          const type = answer.headers.get('content-type')?.split(';')[0];
          assert.equal(type, negotiated, `Accept: ${accept}`);
          assert.equal(answer.json().id, id);
        }
      }
    },
  },
  {
    title: 'an error comes as application/json, whatever the caller accepts',
    why: 'official clients decode nothing else',
    async run(talk) {
      for (const accept of ['text/plain', 'text/json', 'image/png']) {
        const answer = await talk.ask('', { headers: { accept } });
        assert.equal(answer.status, 400);
        assert.match(answer.headers.get('content-type') ?? '', /^application\/json\b/);
      }
    },
  },
];
