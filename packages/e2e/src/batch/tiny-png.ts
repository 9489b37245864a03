import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** How many images go into one folder. */
const PER_FOLDER = 1_000;
/** How many files are written at a time. */
const AT_A_TIME = 64;

/** A whole PNG of 8 by 1 pixels, whose grey values are the digits of a number: no two numbers give the same. */
export function tinyPng(number: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(8, 0);
  header.writeUInt32BE(1, 4);
  header[8] = 8;
  const row = Buffer.alloc(9);
  row.writeUInt32BE(number, 1);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(row)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What the stub service knows an image by. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes the images of the numbers from 0 on, a thousand in each folder. */
export async function writeImages(folder: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += AT_A_TIME) {
    const numbers = Array.from({ length: Math.min(AT_A_TIME, count - first) }, (_, at) => first + at);
    await Promise.all(
      numbers.map(async (number) => {
        const path = join(folder, imageName(number));
        if (number % PER_FOLDER < AT_A_TIME) await mkdir(join(path, '..'), { recursive: true });
        await writeFile(path, tinyPng(number));
      }),
    );
  }
}

/** The path of an image below its folder. */
export function imageName(number: number): string {
  return `box-${Math.floor(number / PER_FOLDER)}/page-${number}.png`;
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
