import sharp from 'sharp';
import type { Page } from './page.ts';
import { Random } from './random.ts';
import { turnPoint } from './turn.ts';

export interface Scanner {
  readonly seed: number;
  /** How far the sheet lies turned on the glass, in degrees, clockwise. */
  readonly skew: number;
  /** Colour of the paper: red, green, blue, 0 to 255. */
  readonly paper: Colour;
  /** How light the blackest ink comes out, from 0 (black) to 1 (paper). */
  readonly fade: number;
  /** Standard deviation of the blur, in pixels, from 0.3. */
  readonly blur: number;
  /** Standard deviation of the sensor's noise, in levels of 255. */
  readonly noise: number;
  /** Quality of the JPEG, 1 to 100. */
  readonly quality: number;
}

type Colour = readonly [number, number, number];

/** Pixels of the drawing per pixel of the scan, in each direction. */
const oversampling = 2;

/** What shows beside a turned sheet: the lid of the scanner. */
const lid: Colour = [222, 223, 224];

/**
 * Scans a page: turns it, gives it paper, uneven light, blur, dust and noise, and compresses it.
 *
 * @returns a JPEG of as many pixels as the page has
 */
export async function scan(page: Page, scanner: Scanner): Promise<Buffer> {
  const { width, height } = page;
  const raw = { width, height, channels: 3 } as const;
  const random = new Random(scanner.seed);
  const drawing = await sharp(Buffer.from(page.toSvg(oversampling)))
    .flatten({ background: '#fff' })
    .raw()
    .toBuffer();
  const exposed = expose(drawing, page, scanner, random);
  const blurred = await sharp(exposed, { raw }).blur(scanner.blur).raw().toBuffer();
  addNoise(blurred, scanner.noise, random);
  return await sharp(blurred, { raw })
    .jpeg({ quality: scanner.quality, mozjpeg: true })
    .withMetadata({ density: 150 })
    .toBuffer();
}

/** The page as the sensor sees it: turned, on paper, in uneven light. */
function expose(drawing: Buffer, page: Page, scanner: Scanner, random: Random): Buffer {
  const { width, height } = page;
  const light = smoothField(width, height, 400, random);
  const fibre = smoothField(width, height, 9, random);
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = turnPoint([x + 0.5, y + 0.5], page, -scanner.skew);
      const at = (y * width + x) * 3;
      const inside = Math.min(sx, sy, width - sx, height - sy);
      const brightness = 1 + 0.012 * light(x, y) + 0.004 * fibre(x, y);
      for (let channel = 0; channel < 3; channel++) {
        const ink = sample(drawing, width * oversampling, height * oversampling, sx, sy, channel) / 255;
        const paper = (scanner.paper[channel] ?? 0) * (scanner.fade + (1 - scanner.fade) * ink) * brightness;
        // The lid shows beside the sheet, and the sheet throws a thin shadow on it.
        const beside = (lid[channel] ?? 0) - 46 * Math.exp(inside / 2);
        const onSheet = Math.min(1, Math.max(0, inside + 0.5));
        out[at + channel] = clampByte(paper * onSheet + beside * (1 - onSheet));
      }
    }
  }
  addDust(out, page, random);
  return out;
}

/** The drawing's value about a point of the page: the mean of four, each interpolated. */
function sample(
  drawing: Buffer,
  width: number,
  height: number,
  x: number,
  y: number,
  channel: number,
): number {
  let sum = 0;
  for (let quarter = 0; quarter < 4; quarter++) {
    const u = (x + (quarter & 1 ? 0.25 : -0.25)) * oversampling - 0.5;
    const v = (y + (quarter & 2 ? 0.25 : -0.25)) * oversampling - 0.5;
    const left = Math.min(width - 2, Math.max(0, Math.floor(u)));
    const top = Math.min(height - 2, Math.max(0, Math.floor(v)));
    const fx = Math.min(1, Math.max(0, u - left));
    const fy = Math.min(1, Math.max(0, v - top));
    const at = (top * width + left) * 3 + channel;
    const below = at + width * 3;
    const upper = (drawing[at] ?? 0) * (1 - fx) + (drawing[at + 3] ?? 0) * fx;
    const lower = (drawing[below] ?? 0) * (1 - fx) + (drawing[below + 3] ?? 0) * fx;
    sum += upper * (1 - fy) + lower * fy;
  }
  return sum / 4;
}

/** Random values about 0 that change smoothly over the page, from one knot to the next in `step` pixels. */
function smoothField(
  width: number,
  height: number,
  step: number,
  random: Random,
): (x: number, y: number) => number {
  const columns = Math.ceil(width / step) + 2;
  const rows = Math.ceil(height / step) + 2;
  const knots = Float32Array.from({ length: columns * rows }, () => random.normal());
  return (x, y) => {
    const column = Math.floor(x / step);
    const row = Math.floor(y / step);
    const fx = ease(x / step - column);
    const fy = ease(y / step - row);
    const at = row * columns + column;
    const upper = (knots[at] ?? 0) * (1 - fx) + (knots[at + 1] ?? 0) * fx;
    const lower = (knots[at + columns] ?? 0) * (1 - fx) + (knots[at + columns + 1] ?? 0) * fx;
    return upper * (1 - fy) + lower * fy;
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A few dark specks, a pixel or two across. */
function addDust(pixels: Buffer, page: Page, random: Random): void {
  for (let speck = 0; speck < 40; speck++) {
    const cx = random.between(4, page.width - 4);
    const cy = random.between(4, page.height - 4);
    const radius = random.between(0.5, 1.3);
    const depth = random.between(0.2, 0.7);
    for (let y = Math.floor(cy - 3); y <= cy + 3; y++) {
      for (let x = Math.floor(cx - 3); x <= cx + 3; x++) {
        const cover = Math.min(1, Math.max(0, radius - Math.hypot(x - cx, y - cy)));
        const at = (y * page.width + x) * 3;
        for (let channel = at; channel < at + 3; channel++) {
          pixels[channel] = clampByte((pixels[channel] ?? 0) * (1 - depth * cover));
        }
      }
    }
  }
}

/** Noise of the sensor: mostly the same in all three channels. */
function addNoise(pixels: Buffer, deviation: number, random: Random): void {
  for (let at = 0; at < pixels.length; at += 3) {
    const grey = random.normal() * deviation;
    for (let channel = at; channel < at + 3; channel++) {
      pixels[channel] = clampByte((pixels[channel] ?? 0) + grey + random.normal() * deviation * 0.25);
    }
  }
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
