import type { Region, Size } from '@detect-regions/regions';
import type { ComparedPage } from './compare-pages.ts';
import { figure } from './figure.ts';
import { advanceOf, lettersOfWidth, strokeText } from './stroke-text.ts';

/** Lines and letters are measured in thousandths of the page's long side, but of one this long at least. */
const LEAST_SIDE = 900;
const STROKE = 2.2;

/** The legend is as wide as the page, with so many characters, but for letters of a height of at least so many pixels. */
const LEGEND_CHARACTERS = 62;
const LEAST_LETTERS = 9;
/** The legend's height, in that of its letters. */
const BAND = 2.6;

/** What each kind of region looks like. Apart without colours, too: by lines and filling. */
const looks = {
  matched: { title: 'MATCHED', colour: '#1763c6', dash: undefined, opacity: 0.1 },
  missed: { title: 'MISSED', colour: '#b34700', dash: [6, 4], opacity: 0.22 },
  extra: { title: 'EXTRA', colour: '#4b0f5c', dash: [1.5, 3.5], opacity: 0.22 },
} as const;

type Kind = keyof typeof looks;

/** A picture of a comparison, in the pixels of the page. */
export interface ComparisonPicture {
  readonly width: number;
  /** The page's, and that of the legend below it. */
  readonly height: number;
  readonly svg: string;
}

/**
 * Draws what was found and is in the truth, what was missed, and what is extra, over the page, with a legend below it.
 *
 * @param image - address of the page's picture; left out, the paper is white
 */
export function comparisonPicture(
  { found, truth, comparison }: ComparedPage,
  page: Size,
  image?: string,
): ComparisonPicture {
  const { matches, missed, extra, regions } = comparison;
  const unit = Math.max(page.width, page.height, LEAST_SIDE) / 1000;
  const sets: Readonly<Record<Kind, readonly (Region | undefined)[]>> = {
    matched: matches.map((match) => found[match.found]),
    missed: missed.map((place) => truth[place]),
    extra: extra.map((place) => found[place]),
  };
  const kinds = Object.keys(looks) as Kind[];
  const letters = Math.max(LEAST_LETTERS, lettersOfWidth(page.width / LEGEND_CHARACTERS));
  const width = Math.max(page.width, LEGEND_CHARACTERS * advanceOf(letters));
  const height = page.height + BAND * letters;
  const counts = kinds.map((kind) => `${sets[kind].length} ${kind}`).join(', ');
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
      ` role="img" aria-label="${counts}">`,
    `<title>${counts}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...(image === undefined
      ? []
      : [
          `<image href="${image}" width="${page.width}" height="${page.height}" preserveAspectRatio="none"/>`,
        ]),
    ...kinds.map((kind) => {
      const drawn = sets[kind].map((region) => (region === undefined ? '' : rectangle(region, kind)));
      return `<g ${style(kind, unit)}>${drawn.join('')}</g>`;
    }),
    legend({
      counts: kinds.map((kind) => [kind, sets[kind].length]),
      f1: regions.f1,
      top: page.height,
      letters,
      unit,
    }),
    '</svg>',
    '',
  ].join('\n');
  return { width, height, svg };
}

function rectangle({ left, top, right, bottom }: Region, kind: Kind): string {
  return (
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}">` +
    `<title>${kind}: ${left}, ${top} to ${right}, ${bottom}</title></rect>`
  );
}

function style(kind: Kind, unit: number): string {
  const { colour, dash, opacity } = looks[kind];
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.map((part) => part * unit).join(' ')}"`;
  return `fill="${colour}" fill-opacity="${opacity}" stroke="${colour}" stroke-width="${STROKE * unit}"${dashes}`;
}

/** What is told below the page, and where its letters are. */
interface Legend {
  readonly counts: readonly (readonly [Kind, number])[];
  readonly f1: number;
  readonly top: number;
  readonly letters: number;
  readonly unit: number;
}

function legend({ counts, f1, top, letters, unit }: Legend): string {
  const advance = (LEGEND_CHARACTERS / (counts.length + 1)) * advanceOf(letters);
  const y = top + ((BAND - 1) * letters) / 2;
  const entries = counts.map(([kind, count], index) => {
    const x = index * advance + letters;
    const sample = `<rect x="${x}" y="${y}" width="${1.6 * letters}" height="${letters}" ${style(kind, unit)}/>`;
    const { title, colour } = looks[kind];
    return sample + strokeText(`${title} ${count}`, x + 2.4 * letters, y, letters, colour);
  });
  const score = `F1 ${figure(f1)}`;
  return `<g>${entries.join('')}${strokeText(score, counts.length * advance + letters, y, letters, '#222')}</g>`;
}
