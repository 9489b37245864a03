import type { PageResult, PageScore } from './accuracy.ts';
import { type Level, levels } from './pages.ts';
import { type Rates, rate, total } from './score.ts';

/** How a peer did on the pages of one kind, or on all, at one level. */
export interface Summary {
  readonly level: Level;
  /** Null for all kinds together. */
  readonly kind: string | null;
  readonly peer: string;
  readonly pages: number;
  /** Pages on which the peer failed; they count as found nothing. */
  readonly failures: number;
  readonly boxes: Rates;
  readonly area: Rates;
  /** Without running heads and feet that the truth doesn't have. */
  readonly inner: { readonly boxes: Rates; readonly area: Rates };
  /** For all kinds: the mean of their F1, each counting the same. */
  readonly meanOfKinds: number | null;
  /** On pages turned by so many degrees. */
  readonly turned: readonly {
    readonly degrees: number;
    readonly f1: number;
    /** To the F1 of the same pages upright; null where that is 0. */
    readonly toUpright: number | null;
  }[];
}

/** Sums pages up by level, kind and peer; those of all kinds come last. */
export function summarise(results: readonly PageResult[]): Summary[] {
  const kinds = unique(results.map(({ page }) => page.kind)).toSorted();
  const peers = unique(results.map(({ peer }) => peer));
  return levels.flatMap((level) =>
    [...kinds, null].flatMap((kind) =>
      peers.flatMap((peer) => summary(results, { level, kind, peer }, kinds)),
    ),
  );
}

function summary(
  results: readonly PageResult[],
  key: { readonly level: Level; readonly kind: string | null; readonly peer: string },
  kinds: readonly string[],
): Summary[] {
  const { level, kind, peer } = key;
  const those = results.filter(
    (result) =>
      result.peer === peer && result.scores[level] !== null && (kind === null || result.page.kind === kind),
  );
  const upright = those.filter(({ turned }) => turned === 0);
  if (upright.length === 0) return [];
  const rates = (some: readonly PageResult[], part: keyof PageScore): Rates =>
    rate(total(some.flatMap(({ scores }) => scores[level]?.[part] ?? [])));
  const angles = unique(those.map(({ turned }) => turned)).filter((turned) => turned !== 0);
  const marked = kinds.filter((name) => upright.some(({ page }) => page.kind === name));
  const ofKinds = marked.map(
    (name) =>
      rates(
        upright.filter(({ page }) => page.kind === name),
        'boxes',
      ).f1,
  );
  return [
    {
      ...key,
      pages: upright.length,
      failures: upright.filter(({ failure }) => failure !== null).length,
      boxes: rates(upright, 'boxes'),
      area: rates(upright, 'area'),
      inner: { boxes: rates(upright, 'inner'), area: rates(upright, 'innerArea') },
      meanOfKinds: kind === null ? ofKinds.reduce((sum, f1) => sum + f1, 0) / ofKinds.length : null,
      turned: angles.map((degrees) => {
        const pages = those.filter(({ turned }) => turned === degrees);
        const same = upright.filter(({ page }) => pages.some((one) => one.page.id === page.id));
        const [{ f1 }, before] = [rates(pages, 'boxes'), rates(same, 'boxes')];
        return { degrees, f1, toUpright: before.f1 === 0 ? null : f1 / before.f1 };
      }),
    },
  ];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
