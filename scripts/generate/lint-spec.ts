import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { Refusal, root } from '../run.ts';

interface Problem {
  readonly ruleId: string;
  readonly severity: 'error' | 'warn';
  readonly message: string;
  readonly suggest?: readonly string[];
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly pointer?: string;
    readonly start?: { readonly line: number; readonly col: number };
  }[];
}

/** What to do, where the linter's own words leave it open. */
const advice: Readonly<Record<string, string>> = {
  'no-unresolved-refs': 'Correct the $ref, or add what it names.',
  'operation-operationId-unique': 'Give one of the operations another operationId.',
  'no-unused-components': 'Refer to it, or remove it.',
};

function tell({ ruleId, message, suggest = [], location }: Problem): string {
  const [place] = location;
  const position = `${place?.source.ref ?? 'the spec'}:${place?.start?.line ?? 1}:${place?.start?.col ?? 1}`;
  const where = place?.pointer ? ` (at ${place.pointer})` : '';
  const next = [
    ...(suggest.length > 0 ? [`Did you mean ${suggest.join(', ')}?`] : []),
    ...(advice[ruleId] ? [advice[ruleId]] : []),
  ].join(' ');
  return `${position}: ${message.replaceAll(/\s+/g, ' ').trim()}${where}${next ? `\n    ${next}` : ''}`;
}

/**
 * Checks the spec by the rules of openapi/redocly.yaml.
 *
 * @param file - the path of the spec
 * @throws {@link Refusal} with `FILE:LINE:COL`, what is wrong and what to do, a line each
 */
export function lintSpec(file: string): void {
  const args = ['lint', '--config', resolve(root, 'openapi/redocly.yaml'), '--format', 'json', file];
  const { status, error, stdout, stderr } = spawnSync('redocly', args, {
    encoding: 'utf8',
    // It would otherwise report its use, and ask the registry for a newer version of itself.
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  if (error) throw new Refusal(`redocly does not run: ${error.message}. Run \`pnpm install\`.`);
  if (!stdout.trimStart().startsWith('{'))
    throw new Refusal(`redocly ${args.join(' ')} failed\n${stdout}${stderr}`.trimEnd());
  const { problems } = JSON.parse(stdout) as { problems: readonly Problem[] };
  const shown = problems.slice(0, 10).map(tell);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  throw new Refusal(
    `${relative(process.cwd(), file)} is not a spec to generate from:\n\n${shown.join('\n')}`,
  );
}
