import { parse } from 'yaml';
import type { ApiChange, Level } from './level.ts';
import { levels } from './level.ts';
import { compare, type Row } from './oasdiff.ts';
import { unseenChanges } from './unseen.ts';

// These two are about `info.version`, which is the cloud's here; our versions are the packages'.
const ignored = new Set(['api-version-not-bumped', 'api-major-version-not-bumped', 'api-version-decreased']);

const levelOf = ({ level }: Row): Level => (level === 1 ? 'additive' : 'breaking');

/**
 * What changed between two versions of the spec, the gravest first. A change that several operations show is told once.
 *
 * Breaking is what stops a program that was right before: one that speaks the API (a value is refused, an answer lacks
 * what it had, a default is another) or one that names a part of the packages (an enum value, a model, an operation).
 *
 * @param base - the old spec, as YAML
 * @param revision - the new spec, as YAML
 * @throws Refusal when one of them is no OpenAPI document
 */
export async function diffSpecs(base: string, revision: string): Promise<readonly ApiChange[]> {
  const rows = (await compare(base, revision)).filter(({ id }) => !ignored.has(id));
  const changes = new Map<string, ApiChange>();
  for (const row of rows) {
    const key = `${row.id} ${row.text}`;
    const seen = changes.get(key)?.operations ?? [];
    const operation = row.path === undefined ? [] : [`${row.operation} ${row.path}`];
    const operations = [...new Set([...seen, ...operation])];
    changes.set(key, { level: levelOf(row), id: row.id, operations, text: row.text });
  }
  const unseen = unseenChanges(parse(base), parse(revision), rows.length > 0);
  return [...changes.values(), ...unseen].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
