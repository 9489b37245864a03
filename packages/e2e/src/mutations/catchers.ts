import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { JsonObject } from '@detect-regions/spec/document';
import { AnswerChecker } from '../contract/answer-checker.ts';
import { ApiDescription } from '../contract/api-description.ts';
import { cases } from '../contract/cases.ts';
import { findUnseen, runCase } from '../contract/run-contract.ts';
import { msw } from '../contract/targets/msw.ts';
import { server } from '../contract/targets/server.ts';
import type { Failure, Target } from '../contract/types.ts';
import { findVendorProblems } from '../contract/vendor.ts';
import { ConsumerTypes } from './consumer-types.ts';

/**
 * Who may notice that the spec has changed: `generate:check`, for what is committed; the type check of what uses the
 * spec; the contract suite, for services that have not changed with it; and what the vendor documents.
 */
export type Catcher = 'generate:check' | 'types' | 'contract' | 'vendor';

/** A spec that may differ from the one of the repository. */
export interface MutatedSpec {
  /** Where its text is. */
  readonly file: string;
  /** An empty folder, to generate into. */
  readonly out: string;
  readonly document: JsonObject;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Runs the generator as `pnpm generate` does; what it says when it refuses. */
async function generate(...args: readonly string[]): Promise<string | undefined> {
  return promisify(execFile)(process.execPath, [join(root, 'scripts/generate.ts'), ...args], {
    cwd: root,
  }).then(
    () => undefined,
    (error: { code?: unknown; stderr?: string }) => {
      if (error.code !== 1) throw error;
      return error.stderr ?? '';
    },
  );
}

/** What each of the catchers finds; each finds nothing in the spec of the repository. */
export class Catchers {
  readonly #types = new ConsumerTypes(root);

  readonly find: Readonly<Record<Catcher, (spec: MutatedSpec) => Promise<readonly string[]>>> = {
    'generate:check': async ({ file }) => {
      const refusal = await generate('--check', '--only', 'spec', '--spec', file);
      return refusal === undefined ? [] : [refusal];
    },
    types: async ({ file, out }) => {
      const refusal = await generate('--only', 'spec', '--spec', file, '--out', out);
      if (refusal !== undefined) throw new Error(refusal);
      return this.#types.check(join(out, 'packages/spec/src'));
    },
    contract: async ({ document }) => {
      const problems: string[] = [];
      // One after the other: two must not listen at a time.
      for (const target of [msw, server]) problems.push(...(await firstProblem(target, document)));
      return problems;
    },
    vendor: async ({ document }) => findVendorProblems(document),
  };
}

/**
 * The first thing that a service, which is as it was, does otherwise than a document says: `runContract` would go on
 * to the last.
 */
async function firstProblem(target: Target, document: JsonObject): Promise<readonly string[]> {
  const description = new ApiDescription(document);
  const checker = new AnswerChecker(description);
  const seen = new Set<string>();
  const wording = ({ title, problem }: Failure): string => `${target.name}, ${title}: ${problem}`;
  for (const one of cases.filter(({ on }) => on?.includes(target.name) ?? true)) {
    const [failure] = await runCase(one, target, description, checker, seen);
    if (failure !== undefined) return [wording(failure)];
  }
  return findUnseen(description, target, seen).map(wording);
}
