/** A page of a {@link pdfFile}. */
export interface PdfFilePage {
  /** Operators that draw it, with `/F1` for Helvetica and `/X1` for {@link PdfFilePage.picture}. */
  readonly content: string;
  /** Further entries of its dictionary, such as `/Rotate 90`. By default a box of A4. */
  readonly entries?: string;
  /** Entries of the dictionary of {@link PdfFilePage.content}, such as a filter. */
  readonly filter?: string;
  /** A whole object, dictionary and stream, that is drawn as `/X1`; see {@link stream}. */
  readonly picture?: string;
}

const A4 = '/MediaBox [0 0 595.276 841.89]';

/** A PDF of these pages. */
export function pdfFile(pages: readonly PdfFilePage[], trailer = ''): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): string => `${objects.push(body)} 0 R`;
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids = pages.map(({ content, entries = A4, filter = '', picture = stream('', '') }) => {
    const resources = `<< /Font << /F1 ${font} >> /XObject << /X1 ${add(picture)} >> >>`;
    return add(
      `<< /Type /Page /Parent 2 0 R ${entries} /Resources ${resources} /Contents ${add(stream(filter, content))} >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;

  let text = '%PDF-1.7\n';
  const places = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} ${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + end, 'latin1');
}

/** An object with a stream. */
export function stream(entries: string, data: string): string {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/** Operators that print a line in Helvetica; left and base line in points from the bottom left. */
export function printText(text: string, left: number, base: number, size: number): string {
  return `BT /F1 ${size} Tf ${left} ${base} Td (${text}) Tj ET\n`;
}
