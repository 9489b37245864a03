import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal, root } from '../run.ts';
import type { Spec } from './open-api.ts';

interface Problem {
  readonly ruleId: string;
  readonly message: string;
  readonly suggest?: readonly string[];
  readonly location: readonly {
    readonly pointer?: string;
    readonly start?: { readonly line: number; readonly col: number };
  }[];
}

/** What to do, where the linter's own words leave it open. */
const advice: Readonly<Record<string, string>> = {
  'no-unresolved-refs': 'Correct the $ref, or add what it names.',
  'no-unused-components': 'Refer to it, or remove it.',
  'operation-operationId-unique': 'Give one of the two operations another operationId.',
  'rule/media-type-example': 'Add `example`: mock answers and the docs show it.',
  'rule/property-example': 'Add `example`: the docs show it.',
  'rule/parameter-example': 'Add `example`: the docs show it.',
  'rule/header-example': 'Add `example`: mock answers send it.',
};

/** The problems that one screen has room for. */
const mostShown = 10;

/** The part of the document that a JSON pointer such as `#/paths/~1connect~1token` leads to. */
function partAt(document: unknown, pointer: string): unknown {
  const keys = pointer
    .replace(/^#\/?/, '')
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
}

const lineOf = ({ location: [place] }: Problem): number => place?.start?.line ?? 1;

function tell(spec: Spec, problem: Problem): string {
  const { ruleId, message, suggest = [] } = problem;
  const [{ pointer = '#', start } = {}] = problem.location;
  const part = partAt(spec.document, pointer) as { $ref?: string } | undefined;
  const what =
    ruleId === 'no-unresolved-refs' && part?.$ref
      ? `${part.$ref} points nowhere.`
      : message.replaceAll(/\s+/g, ' ').trim();
  const hint = suggest.length > 0 ? ` Did you mean ${suggest.join(', ')}?` : '';
  const next = advice[ruleId] === undefined ? '' : ` ${advice[ruleId]}`;
  return `${spec.file}:${lineOf(problem)}:${start?.col ?? 1}: ${what}${hint}${next}\n    at ${pointer} (rule ${ruleId})`;
}

/**
 * Checks the spec by the rules of openapi/redocly.yaml.
 *
 * @param file - the path of the spec
 * @param spec - the same, parsed
 * @throws {@link Refusal} that tells of each problem: `FILE:LINE:COL`, what is wrong, and what to do
 */
export function lintSpec(file: string, spec: Spec): void {
  const args = ['lint', '--config', join(root, 'openapi/redocly.yaml'), '--format', 'json', file];
  const { status, error, stdout, stderr } = spawnSync('redocly', args, {
    encoding: 'utf8',
    // It would otherwise report its use, and ask whether there is a newer version of itself.
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  if (error) throw new Refusal(`redocly does not run (${error.message}): run \`pnpm install\`, then again.`);
  if (!stdout.trimStart().startsWith('{'))
    throw new Refusal(`redocly ${args.join(' ')} failed\n${stdout}${stderr}`.trimEnd());
  const { problems } = JSON.parse(stdout) as { problems: readonly Problem[] };
  const told = problems
    .toSorted((a, b) => lineOf(a) - lineOf(b))
    .slice(0, mostShown)
    .map((problem) => tell(spec, problem));
  if (problems.length > mostShown) told.push(`and ${problems.length - mostShown} more`);
  throw new Refusal(told.join('\n'));
}
