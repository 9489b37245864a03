import type { Base } from './base.ts';
import { type ApiChange, levels } from './level.ts';

/** The changes in words, by level. */
export function describeChanges(
  changes: readonly ApiChange[],
  { ref, why }: Pick<Base, 'ref' | 'why'>,
): string {
  const lines = [`The spec, compared with ${ref} (${why}):`];
  if (changes.length === 0) lines.push('', 'nothing changed');
  for (const level of levels) {
    const ofLevel = changes.filter((change) => change.level === level);
    if (ofLevel.length > 0) lines.push('', `${level} (${ofLevel.length})`);
    for (const { operations, text } of ofLevel) {
      lines.push(`  - ${text}`);
      if (operations.length > 0) lines.push(`    in ${operations.join(', ')}`);
    }
  }
  return lines.join('\n');
}
