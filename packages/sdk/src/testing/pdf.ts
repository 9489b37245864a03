import { deflateSync } from 'node:zlib';

/** How a PDF is written. */
export interface PdfForm {
  /** `table`: as ever; `streams`: objects and their places are compressed, as PDF 1.5 has it. */
  readonly places: 'table' | 'streams';
  /** Whether the places are filtered as in PNG before they are compressed, which most writers do. */
  readonly predictor?: boolean;
  /** The number of a compressed object whose place is wrong: it is that of the next. */
  readonly misplaced?: number;
  /** What comes before the PDF; places are counted from its beginning all the same. */
  readonly before?: string;
  /** Objects of an older version of the file, at its front; a number that is not in the new version is still good. */
  readonly older?: Readonly<Record<number, string>>;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const be = (value: number, length: number): number[] =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256);

/** A PDF of these objects, by number; 1 is the catalog. */
export function pdf(objects: Readonly<Record<number, string>>, form: PdfForm): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [bytesOf('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const at = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const write = (given: Readonly<Record<number, string>>, previous: number | undefined): number => {
    const prev = previous === undefined ? '' : `/Prev ${previous} `;
    return form.places === 'table' ? writeTable(given, prev) : writeStreams(given, prev);
  };

  const writeTable = (given: Readonly<Record<number, string>>, prev: string): number => {
    const lines: string[] = [];
    for (const [number, body] of Object.entries(given)) {
      lines.push(`${number} 1\n${String(at()).padStart(10, '0')} 00000 n \n`);
      parts.push(bytesOf(`${number} 0 obj\n${body}\nendobj\n`));
    }
    const start = at();
    parts.push(
      bytesOf(
        `xref\n0 1\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size 99 /Root 1 0 R ${prev}>>\n`,
      ),
    );
    return start;
  };

  const writeStreams = (given: Readonly<Record<number, string>>, prev: string): number => {
    // Each version has its own numbers for its two streams.
    const [packed, length, places] = prev === '' ? [90, 91, 92] : [93, 94, 95];
    const bodies = Object.values(given);
    const heads = Object.keys(given).map(
      (number, index) => `${number} ${bodies.slice(0, index).join(' ').length + (index > 0 ? 1 : 0)}`,
    );
    const first = `${heads.join(' ')} `;
    const data = deflateSync(bytesOf(first + bodies.join(' ')));
    const packedAt = at();
    parts.push(
      bytesOf(
        `${packed} 0 obj\n<< /Type /ObjStm /N ${bodies.length} /First ${first.length} /Filter /FlateDecode /Length ${length} 0 R >>\nstream\r\n`,
      ),
      data,
      bytesOf('\nendstream\nendobj\n'),
    );
    const lengthAt = at();
    parts.push(bytesOf(`${length} 0 obj ${data.length} endobj\n`));
    const start = at();
    const rows = new Map<number, number[]>([
      [packed, [1, ...be(packedAt, 3), ...be(0, 2)]],
      [length, [1, ...be(lengthAt, 3), ...be(0, 2)]],
      [places, [1, ...be(start, 3), ...be(0, 2)]],
    ]);
    Object.keys(given).forEach((number, index) => {
      rows.set(Number(number), [
        2,
        ...be(packed, 3),
        ...be(index + (form.misplaced === Number(number) ? 1 : 0), 2),
      ]);
    });
    let above = new Array<number>(6).fill(0);
    const filtered = [...rows.values()].flatMap((row, index) => {
      if (form.predictor !== true) return row;
      // All five filters, in turn.
      const predicted = row.map((value, column) => {
        const left = row[column - 1] ?? 0;
        const up = above[column] as number;
        const corner = above[column - 1] ?? 0;
        const predictions = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
        return value - (predictions[index % 5] as number);
      });
      above = row;
      return [index % 5, ...predicted];
    });
    const table = deflateSync(Uint8Array.from(filtered));
    const indexes = [...rows.keys()].map((number) => `${number} 1`).join(' ');
    const parameters = form.predictor === true ? '/DecodeParms << /Predictor 15 /Columns 6 >> ' : '';
    parts.push(
      bytesOf(
        `${places} 0 obj\n<< /Type /XRef /Size 99 /W [1 3 2] /Index [${indexes}] /Root 1 0 R ${prev}${parameters}/Filter [/FlateDecode] /Length ${table.length} >>\nstream\n`,
      ),
      table,
      bytesOf('\nendstream\nendobj\n'),
    );
    return start;
  };

  const older = form.older === undefined ? undefined : write(form.older, undefined);
  const start = write(objects, older);
  parts.push(bytesOf(`startxref\n${start}\n%%EOF\n`));
  return Uint8Array.from(Buffer.concat([bytesOf(form.before ?? ''), ...parts]));
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  return [left, up, corner].reduce((best, value) =>
    Math.abs(estimate - value) < Math.abs(estimate - best) ? value : best,
  );
}
