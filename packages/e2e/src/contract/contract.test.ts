import { document } from '@detect-regions/spec/document';
import { describe, expect, test } from 'vitest';
import { AnswerChecker } from './answer-checker.ts';
import { ApiDescription } from './api-description.ts';
import { cases } from './cases.ts';
import { findUnseen, runCase } from './run-contract.ts';
import { msw } from './targets/msw.ts';
import { server } from './targets/server.ts';

const description = new ApiDescription(document);
const checker = new AnswerChecker(description);

describe.each([msw, server])('$name', (target) => {
  const seen = new Set<string>();

  for (const one of cases.filter(({ on }) => on?.includes(target.name) ?? true)) {
    test(one.title, async () => {
      expect(await runCase(one, target, description, checker, seen)).toEqual([]);
    });
  }

  test('every answer that the description has was seen, or there is a reason why not', () => {
    expect(findUnseen(description, target, seen)).toEqual([]);
  });
});
