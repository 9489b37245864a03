import { crc32, deflateSync } from 'node:zlib';

/** What the header of a PNG says. */
export interface PngForm {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. */
  readonly bits: number;
  /** 0 grey, 2 colour, 4 grey with alpha, 6 colour with alpha. */
  readonly colour: number;
  readonly interlaced?: boolean;
}

/**
 * A PNG whose pixel data is `expanded` zeros, whatever its header claims.
 *
 * @param expanded - bytes
 */
export function pngFile(form: PngForm, expanded: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(form.width, 0);
  header.writeUInt32BE(form.height, 4);
  header.set([form.bits, form.colour, 0, 0, form.interlaced ? 1 : 0], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(expanded))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

/** A PNG that claims another size in its header, the checksum included. */
export function claimPngSize(png: Uint8Array, width: number, height: number): Uint8Array {
  const file = Buffer.from(png);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return file;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
