import { breakColumns } from './break-columns.ts';
import { type BrokenLine, breakLines } from './break-lines.ts';
import { type Box, measure, type Style, shape } from './text.ts';

/** A text line as it lies on the page: the boxes of the ink of its letters, in pixels. */
export type InkLine = readonly Box[];

export interface ParagraphOptions {
  /** Left edge of the column, in pixels. */
  readonly x: number;
  /** Baseline of the first line, in pixels. */
  readonly y: number;
  /** Width of the column, in pixels. */
  readonly width: number;
  /** From baseline to baseline, in pixels. */
  readonly leading: number;
  /** By how much the first line starts further right, in pixels. Default: 0. */
  readonly indent?: number;
  /** Whether word spaces are stretched to fill the lines, the last one apart. Default: false. */
  readonly justify?: boolean;
  /** Whether words follow each other from right to left; indents are then at the right. Default: false. */
  readonly rightToLeft?: boolean;
}

export interface ColumnsOptions {
  /** Middle of the first column of letters, in pixels: the rightmost one. */
  readonly x: number;
  /** Top of the columns, in pixels. */
  readonly y: number;
  /** Letters that a column has room for. */
  readonly letters: number;
  /** From column to column, in pixels. */
  readonly leading: number;
}

export type Align = 'left' | 'center' | 'right';

/**
 * A page before it is scanned: a drawing, and the truth about its text. Coordinates are pixels from the top
 * left corner of the sheet.
 */
export class Page {
  readonly width: number;
  readonly height: number;
  readonly blocks: InkLine[][] = [];
  readonly #drawing: string[] = [];
  #open: InkLine[] | undefined;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** Everything that is set while `draw` runs becomes one block of text. */
  block(draw: () => void): void {
    if (this.#open) throw new Error('a block holds no other block');
    this.#open = [];
    draw();
    if (this.#open.length === 0) throw new Error('a block without lines');
    this.blocks.push(this.#open);
    this.#open = undefined;
  }

  /** Sets one line of text; outside of `block` it is a block of its own. */
  line(text: string, x: number, baseline: number, style: Style, align: Align = 'left'): void {
    const width = measure(text, style);
    const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    this.#add(this.#write(text, start, baseline, style));
  }

  /**
   * Sets a text in as many lines as it needs.
   *
   * @returns the baseline below the last line
   */
  paragraph(text: string, style: Style, options: ParagraphOptions): number {
    return this.setLines(breakLines(text, style, options), style, options);
  }

  /**
   * Sets lines that are already broken; `indent` applies to the first of them.
   *
   * @returns the baseline below the last line
   */
  setLines(lines: readonly BrokenLine[], style: Style, options: ParagraphOptions): number {
    const space = measure(' ', style);
    let y = options.y;
    lines.forEach(({ words, last }, index) => {
      const indent = index === 0 ? (options.indent ?? 0) : 0;
      const natural = words.reduce((sum, word) => sum + measure(word, style), 0);
      const room = options.width - indent;
      const stretched = (room - natural) / Math.max(1, words.length - 1);
      // A last line is never stretched, but may be squeezed to fit.
      const gap = options.justify && !(last && stretched > space) ? stretched : space;
      const line: Box[] = [];
      let pen = indent;
      for (const word of words) {
        const width = measure(word, style);
        const x = options.rightToLeft ? options.x + options.width - pen - width : options.x + pen;
        line.push(...this.#write(word, x, y, style));
        pen += width + gap;
      }
      this.#add(line);
      y += options.leading;
    });
    return y;
  }

  /**
   * Sets a text without spaces in vertical columns from right to left; no column begins with a full stop or a
   * comma.
   *
   * @returns the middle of the next column
   */
  columns(text: string, style: Style, { x, y, letters, leading }: ColumnsOptions): number {
    const columns = breakColumns(text, letters);
    columns.forEach((column, index) => {
      this.#add(this.#write(column, x - index * leading, y, { ...style, vertical: true }));
    });
    return x - columns.length * leading;
  }

  /** Draws something that is not text: SVG elements in pixels of the page. */
  draw(svg: string): void {
    this.#drawing.push(svg);
  }

  /** The page as SVG, `scale` times as large. */
  toSvg(scale: number): string {
    const { width, height } = this;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}"` +
      ` viewBox="0 0 ${width} ${height}">${this.#drawing.join('\n')}</svg>`
    );
  }

  #add(line: InkLine): void {
    if (line.length === 0) throw new Error('a line without ink');
    if (this.#open) this.#open.push(line);
    else this.blocks.push([line]);
  }

  #write(text: string, x: number, baseline: number, style: Style): Box[] {
    return shape(text, style).glyphs.map((glyph) => {
      const { scale } = glyph;
      const place = `${scale} 0 0 ${-scale} ${x + glyph.x} ${baseline + glyph.y}`;
      this.draw(`<path transform="matrix(${place})" fill="${style.color ?? '#000'}" d="${glyph.path}"/>`);
      const [x1, y1, x2, y2] = glyph.ink;
      return [x + x1, baseline + y1, x + x2, baseline + y2];
    });
  }
}
