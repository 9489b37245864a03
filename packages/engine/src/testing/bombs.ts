import { deflateSync } from 'node:zlib';
import { bmpFile } from './bmp-file.ts';
import { pdfFile, printText, stream } from './pdf-file.ts';
import { claimPngSize, pngFile } from './png-file.ts';

/** Files by name, made when they are wanted: some take a while. */
export type NamedFiles = Readonly<Record<string, () => Uint8Array>>;

/** Whole files that bombs are made of. */
export interface Samples {
  readonly png: Uint8Array;
  readonly gif: Uint8Array;
}

const SIDES = [20_000, 65_535, 1_000_000, 2 ** 31 - 1];
const DRAW_PICTURE = 'q 300 0 0 300 0 0 cm /X1 Do Q ';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg">';

/** Files that claim, or would take, far more than they hold: each must be refused. */
export function bombs({ png }: Samples): NamedFiles {
  return {
    ...ofSides('png', (side) => claimPngSize(png, side, side)),
    ...ofSides('bmp', (side) => bmpFile(side, side, new Uint8Array(99), { bits: 24 })),
    ...ofSides('svg', (side) => svg('<rect/>', side)),
    ...ofSides('pdf', (side) => pdfPage('', `/MediaBox [0 0 ${side} ${side}]`)),
    'png that expands': () => pngFile({ width: 9000, height: 9000, bits: 8, colour: 2 }, 9000 * 27_001),
    'interlaced png that expands': () =>
      pngFile({ width: 4500, height: 4500, bits: 16, colour: 6, interlaced: true }, 4500 * 36_001),
    'bmp that expands': () =>
      bmpFile(12_000, 12_000, Uint8Array.of(0, 1), { bits: 8, compression: 1, palette: [[0, 0, 0]] }),
    'svg of nested groups': () => svg('<g>'.repeat(9000) + '</g>'.repeat(9000)),
    'svg of nested svg': () => svg('<svg>'.repeat(2000) + '</svg>'.repeat(2000)),
    'svg in a data url in svg': () =>
      svg(`<image href="data:image/svg+xml;base64,${Buffer.from(svg('')).toString('base64')}"/>`),
    'svg that multiplies by use': () => svg(multiply('g', (id) => `<use href="#${id}"/>`)),
    'svg that multiplies by patterns': () => svg(multiply('pattern', (id) => `<rect fill="url(#${id})"/>`)),
    'svg that refers to itself': () => svg('<g id="a"><use href="#a"/></g>'),
    'svg of layers': () => svg('<rect width="800" height="600" opacity=".5"/>'.repeat(5000)),
    'svg with entities': () =>
      Buffer.from(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${SVG}&b;</svg>`),
    'svg with an external entity': () =>
      Buffer.from(`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>${SVG}<text>&a;</text></svg>`),
    'pdf with a large picture': () => pdfPage(DRAW_PICTURE, '/MediaBox [0 0 300 300]', largePicture(20_000)),
    'pdf with many large pictures': () =>
      pdfPage(DRAW_PICTURE.repeat(50), '/MediaBox [0 0 300 300]', largePicture(4000)),
    'pdf whose pages go in a circle': () => {
      const text = Buffer.from(pdfPage('', '')).toString('latin1');
      return Buffer.from(text.replace(/\/Kids \[\d+/, '/Kids [2'), 'latin1');
    },
  };
}

/** Files that are odd but may be drawn: what matters is that they end. */
export function oddities({ gif }: Samples): NamedFiles {
  const text = printText('THE CLERK', 20, 100, 20);
  return {
    'gif that claims 65535': () => {
      const file = Buffer.from(gif);
      file.writeUInt16LE(65_535, 6);
      file.writeUInt16LE(65_535, 8);
      return file;
    },
    'png with far more data than pixels': () => pngFile({ width: 90, height: 90, bits: 8, colour: 2 }, 30e6),
    'svg with filters': () =>
      svg(`<filter id="f"><feMorphology operator="dilate" radius="50"/><feConvolveMatrix order="25"
        kernelMatrix="${'1 '.repeat(625)}"/></filter><rect width="800" height="600" filter="url(#f)"/>`),
    'svg with tiny dashes': () => svg('<path d="M0 0H1e7" stroke="#000" stroke-dasharray=".001"/>'),
    'svg with a script': () => svg('<script>while (true);</script><rect onload="while (true);"/>'),
    'svg with outside pictures': () =>
      svg('<image href="http://127.0.0.1:9/a.png"/><image href="file:///dev/zero"/>'),
    'pdf of spaces': () =>
      pdfFile([
        {
          content: deflateSync(Buffer.alloc(20e6, 32)).toString('latin1'),
          filter: '/Filter /FlateDecode',
        },
      ]),
    'pdf page of one point': () => pdfPage(text, '/MediaBox [0 0 1 1]'),
    'pdf page without a box': () => pdfPage(text, ''),
    'pdf page that is long': () => pdfPage(text, '/MediaBox [0 0 14400 10]'),
  };
}

function ofSides(format: string, make: (side: number) => Uint8Array): NamedFiles {
  return Object.fromEntries(SIDES.map((side) => [`${format} of ${side} x ${side}`, () => make(side)]));
}

function svg(content: string, side = 800): Uint8Array {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${content}</svg>`,
  );
}

/** Nine levels of ten each. */
function multiply(element: string, refer: (id: string) => string): string {
  const levels = Array.from(
    { length: 9 },
    (_, i) => `<${element} id="a${i + 1}">${refer(`a${i}`).repeat(10)}</${element}>`,
  );
  return `<${element} id="a0"><path d="M0 0H9V9Z"/></${element}>${levels.join('')}${refer('a9')}`;
}

function pdfPage(content: string, entries: string, picture = stream('', '')): Uint8Array {
  return pdfFile([{ content, entries, picture }]);
}

/** A picture of one bit a pixel. */
function largePicture(side: number): string {
  const entries = `/Subtype /Image /Width ${side} /Height ${side} /BitsPerComponent 1 /ColorSpace /DeviceGray`;
  const data = deflateSync(Buffer.alloc((side / 8) * side)).toString('latin1');
  return stream(`/Type /XObject ${entries} /Filter /FlateDecode`, data);
}
