import { type Cell, nameOf } from './cells.ts';
import { type Touched, type Way, ways } from './touched.ts';

/** A cell and the ways in which it was touched. */
interface Row extends Cell {
  readonly name: string;
  readonly touched: readonly Way[];
  readonly needed: readonly Way[];
  readonly exempt: readonly { readonly way: Way; readonly why: string }[];
}

/** The report as plain data. */
export interface Report {
  readonly total: number;
  readonly missing: readonly string[];
  readonly rows: readonly Row[];
}

/** Which ways a cell needs, and why it does not need the others. */
export interface Needs {
  of(cell: Cell): readonly Way[];
  exemptions(cell: Cell): readonly { readonly way: Way; readonly why: string }[];
}

/** Puts together what a document has and what was touched of it. */
export function reportOf(cells: readonly Cell[], touched: Touched, needs: Needs): Report {
  return {
    total: cells.length,
    missing: touched.missing(cells, (cell) => needs.of(cell)),
    rows: cells.map((cell) => ({
      ...cell,
      name: nameOf(cell),
      touched: ways.filter((way) => touched.has(way, cell)),
      needed: needs.of(cell),
      exempt: needs.exemptions(cell),
    })),
  };
}

const letters: Readonly<Record<Way, string>> = { client: 'C', sdk: 'K', server: 'S' };

/** The report for people: operations × answers, settings × values, and the rest by operation. */
export function toMarkdown({ total, missing, rows }: Report): string {
  const marks = ({ touched, needed }: Row): string =>
    [
      ...touched.map((way) => letters[way]),
      ...needed.filter((way) => !touched.includes(way)).map((way) => `**no ${way}**`),
    ].join(' ');
  const isAnswer = ({ what, where }: Row): boolean => what === '' && /^\d+$/.test(where);
  const answers = rows.filter(isAnswer);
  const statuses = [...new Set(answers.map(({ where }) => where))].sort();
  const operations = [...new Set(answers.map(({ operation }) => operation))];
  const matrix = operations.map((operation) =>
    tableRow([
      operation,
      ...statuses.map((status) => {
        const row = answers.find((one) => one.operation === operation && one.where === status);
        return row === undefined ? '' : marks(row);
      }),
    ]),
  );
  const settings = new Map<string, Row[]>();
  for (const row of rows) {
    const [, name] = /^body\.settings\.(\w+)(?:=| left out, so )/.exec(row.what) ?? [];
    if (name !== undefined) settings.set(name, [...(settings.get(name) ?? []), row]);
  }
  const values = [...settings].flatMap(([name, all]) =>
    ways.map((way) => {
      const needed = all.filter((row) => row.needed.includes(way));
      const done = needed.filter((row) => row.touched.includes(way));
      const without = needed.filter((row) => !row.touched.includes(way)).map(({ what }) => what);
      return tableRow([name, way, `${done.length} of ${needed.length}`, without.join(', ')]);
    }),
  );
  const rest = rows.filter((row) => !isAnswer(row) && ![...settings.values()].flat().includes(row));
  return [
    '# What of the spec is touched by tests',
    `${total} cells, ${missing.length} of them not touched as they must be. C: through the generated client; K: ` +
      'through the SDK; S: at the local server, down to its engine.',
    '## Operations × responses',
    table(['operation', ...statuses], matrix),
    '## Settings × values',
    table(['setting', 'way', 'values and default', 'missing'], values),
    '## The rest',
    table(
      ['operation', 'part', 'what', 'touched'],
      rest.map((row) => tableRow([row.operation, row.where, row.what, marks(row)])),
    ),
    '## Not needed',
    exemptionsOf(rows)
      .map(([why, count]) => `- ${count} cells: ${why}`)
      .join('\n'),
    '',
  ].join('\n\n');
}

function exemptionsOf(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { why } of rows.flatMap(({ exempt }) => exempt)) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts];
}

const tableRow = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`;

const table = (head: readonly string[], body: readonly string[]): string =>
  [tableRow(head), tableRow(head.map(() => '---')), ...body].join('\n');
