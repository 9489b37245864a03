import { EngineError } from '../errors.ts';
import { damagedError } from './damage.ts';

/** How pixels are written: as they are, in runs of 8 or 4 bits, or as masked parts of a number. */
export type BmpCoding = 'plain' | 'runs' | 'masks';

/** What the headers of a bitmap say. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether the first row is the top one: usually it is the bottom one. */
  readonly topDown: boolean;
  /** Bits a pixel: 1, 2, 4, 8, 16, 24 or 32. */
  readonly bits: number;
  readonly coding: BmpCoding;
  /** Which bits are red, green, blue and alpha, for 16 and 32 bits a pixel; 0 for an alpha that there is not. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** Blue, green and red of each colour, with {@link BmpHeader.colourBytes} from one to the next. */
  readonly palette: Uint8Array;
  readonly colourBytes: number;
  /** Where the pixels begin, in bytes. */
  readonly pixelsAt: number;
}

/** Length of the file's own header; the one that describes the pixels follows it. All lengths are in bytes. */
const FILE_HEADER = 14;
/** The header of OS/2 1.x and Windows 2, with sizes of 16 bits. */
const CORE_HEADER = 12;
/** Windows' header of 40 bytes; what begins like it, including OS/2 2.x, may be longer. */
const INFO_HEADER = 40;
/** OS/2's header of 64 bytes, in which two codings have other meanings. */
const OS2_HEADER = 64;
/** From this length on the masks of red, green and blue are part of the header, and from the next on that of alpha. */
const WITH_MASKS = 52;
const WITH_ALPHA_MASK = 56;

const DEPTHS = [1, 2, 4, 8, 16, 24, 32];
/** The codings by their number; OS/2 gives 3 and 4 to others, Windows 4 and 5 to whole JPEG and PNG files. */
const CODINGS: Readonly<Record<number, BmpCoding>> = {
  0: 'plain',
  1: 'runs',
  2: 'runs',
  3: 'masks',
  6: 'masks',
};
const MASKS_WITH_ALPHA = 6;

const MASKS_16 = [0x7c00, 0x03e0, 0x001f, 0] as const;
const MASKS_32 = [0xff0000, 0xff00, 0xff, 0] as const;

/**
 * Reads the headers of a bitmap.
 *
 * @throws EngineError `invalid-image` for a damaged file, `unsupported-image` for rare codings
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const length = view.getUint32(FILE_HEADER, true);
    const pixelsAt = view.getUint32(10, true);
    const header = length === CORE_HEADER ? readCore(view) : readInfo(view, length);
    const { width, height, bits, coding, compression } = header;
    if (coding === undefined) throw unsupported(`its pixels are coded in way ${compression}`);
    if (width < 1 || height < 1 || !DEPTHS.includes(bits)) throw damagedError('bmp');
    if (
      (coding === 'runs' && bits !== (compression === 1 ? 8 : 4)) ||
      (coding === 'masks' && bits % 16 !== 0)
    ) {
      throw damagedError('bmp');
    }
    const masksBehind =
      coding === 'masks' && length < WITH_MASKS ? (compression === MASKS_WITH_ALPHA ? 16 : 12) : 0;
    const paletteAt = FILE_HEADER + length + masksBehind;
    if (pixelsAt < paletteAt) throw damagedError('bmp');
    const colourBytes = length === CORE_HEADER ? 3 : 4;
    const colours = bits > 8 ? 0 : header.colours || 2 ** bits;
    const palette = bytes.subarray(paletteAt, Math.min(paletteAt + colours * colourBytes, pixelsAt));
    const masks =
      coding === 'masks' ? readMasks(view, length, masksBehind) : bits === 16 ? MASKS_16 : MASKS_32;
    return { width, height, topDown: header.topDown, bits, coding, masks, palette, colourBytes, pixelsAt };
  } catch (cause) {
    throw cause instanceof RangeError ? damagedError('bmp', cause) : cause;
  }
}

/** What both kinds of header tell. */
interface Described extends Pick<BmpHeader, 'width' | 'height' | 'topDown' | 'bits'> {
  readonly coding: BmpCoding | undefined;
  readonly compression: number;
  /** Colours in the palette; 0 for as many as there may be. */
  readonly colours: number;
}

function readCore(view: DataView): Described {
  return {
    width: view.getUint16(18, true),
    height: view.getUint16(20, true),
    topDown: false,
    bits: view.getUint16(24, true),
    coding: 'plain',
    compression: 0,
    colours: 0,
  };
}

function readInfo(view: DataView, length: number): Described {
  if (length < INFO_HEADER) throw unsupported(`its header has ${length} bytes`);
  const height = view.getInt32(22, true);
  const compression = view.getUint32(30, true);
  return {
    width: view.getInt32(18, true),
    height: Math.abs(height),
    topDown: height < 0,
    bits: view.getUint16(28, true),
    coding: length === OS2_HEADER && compression > 2 ? undefined : CODINGS[compression],
    compression,
    colours: view.getUint32(46, true),
  };
}

function readMasks(view: DataView, length: number, behind: number): BmpHeader['masks'] {
  const at = FILE_HEADER + INFO_HEADER;
  const mask = (index: number): number => view.getUint32(at + 4 * index, true);
  const hasAlpha = length >= WITH_ALPHA_MASK || behind === 16;
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0];
}

function unsupported(reason: string): EngineError {
  return new EngineError('unsupported-image', `This kind of BMP is not read (${reason}): save it as PNG.`, {
    field: 'image',
  });
}
