import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Trace, traceStages } from './debug.ts';
import { createEngine } from './engine.ts';
import { regionCorners } from './image/frame.ts';
import { oneThread } from './testing/one-thread.ts';

/** A part of a page is looked at quickly. It lies on its side, as its EXIF orientation says. */
let image: Uint8Array;
let trace: Trace;
const engine = createEngine({ ...oneThread, runtime: 'wasm' });
const settings = { dsrMode: 'LineDetector' } as const;

beforeAll(async () => {
  const receipt = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));
  const top = await sharp(receipt).extract({ left: 0, top: 0, width: 640, height: 240 }).toBuffer();
  image = await sharp(top).rotate(-90).withMetadata({ orientation: 6 }).toBuffer();
  trace = await traceStages(image, settings, { ...oneThread, runtime: 'wasm' });
}, 120_000);
afterAll(() => engine.close());

describe('traceStages', () => {
  it('shows the stages in their order', () => {
    const names = trace.stages.map(({ name }) => name);
    const main = [
      'decoded',
      'straight',
      'enhanced',
      'content',
      'probabilities',
      'text boxes',
      'rules',
      'lines',
      'tables',
      'blocks',
      'regions',
    ];
    expect(names.filter((name) => main.includes(name))).toEqual(main);
    expect(names[0]).toBe('decoded');
    expect(names.at(-1)).toBe('regions');
    expect(trace.runtime).toBe('wasm');
  });

  it('draws each as a PNG of the size that it tells, the last one as large as the image sent', async () => {
    for (const { name, width, height, toPng } of trace.stages) {
      const found = await sharp(await toPng()).metadata();
      expect({ name, format: found.format, width: found.width, height: found.height }).toEqual({
        name,
        format: 'png',
        width,
        height,
      });
    }
    expect(trace.stages.at(-1)).toMatchObject({ width: 240, height: 640 });
  });

  it('ends with the regions that detect gives', async () => {
    const { regions, width, height } = await engine.detect(image, settings);
    expect(regions.length).toBeGreaterThan(2);
    expect({ regions: trace.regions, width: trace.width, height: trace.height }).toEqual({
      regions,
      width,
      height,
    });
    const last = trace.stages.at(-1);
    expect(last?.shapes?.map(({ outline }) => outline)).toEqual(regions.map(regionCorners));
    expect(last?.found).toBe(regions.length);
  });

  it('counts what stages find, not its parts', () => {
    const found = Object.fromEntries(trace.stages.map((stage) => [stage.name, stage.found]));
    expect(found.decoded).toBeUndefined();
    expect(found.lines).toBe(trace.regions.length);
    expect(found.blocks).toBeLessThanOrEqual(found.lines as number);
  });

  it('shows the page as sent beneath the regions: it is the image, near enough', async () => {
    const drawn = await sharp(await (trace.stages.at(-1) as Trace['stages'][number]).toPng())
      .greyscale()
      .raw()
      .toBuffer();
    const sent = await sharp(image).greyscale().raw().toBuffer();
    const difference = sent.reduce((sum, value, i) => sum + Math.abs(value - (drawn[i] as number)), 0);
    expect(difference / sent.length).toBeLessThan(20);
  });

  it('shows a page that is one region in two stages', async () => {
    const { stages } = await traceStages(
      image,
      { dsrMode: 'NoDsrNoFilter' },
      { ...oneThread, runtime: 'wasm' },
    );
    expect(stages.map(({ name, found }) => [name, found])).toEqual([
      ['decoded', undefined],
      ['regions', 1],
    ]);
  });

  it('draws a very large image smaller, and its regions with it', async () => {
    const blank = { create: { width: 8000, height: 200, channels: 3, background: 'white' } } as const;
    const wide = await sharp(blank).png().toBuffer();
    const { stages, regions } = await traceStages(
      wide,
      { dsrMode: 'NoDsrNoFilter' },
      { ...oneThread, runtime: 'wasm' },
    );
    expect(regions).toEqual([{ left: 0, top: 0, right: 8000, bottom: 200 }]);
    const last = stages.at(-1) as Trace['stages'][number];
    expect(last.shapes?.[0]?.outline).toEqual(regionCorners({ left: 0, top: 0, right: 5000, bottom: 125 }));
    expect(await sharp(await last.toPng()).metadata()).toMatchObject({ width: 5000, height: 125 });
  });

  it('refuses what detect refuses', async () => {
    await expect(traceStages(new Uint8Array())).rejects.toMatchObject({ code: 'invalid-image' });
    await expect(traceStages(image, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
