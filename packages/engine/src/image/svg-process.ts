// The process that draws an SVG: takes the file on standard input, gives the picture as PNG on standard output. Started
// by svg-drawing.ts only, which tells the scale.
import { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { PARENT_FD } from './svg-drawing.ts';

/** What text doesn't need, and what can take any time: a blur takes as long as a thousand shapes, a dash may be tiny. */
const STYLESHEET =
  '* { filter: none !important; stroke-dasharray: none !important; marker: none !important; mix-blend-mode: normal !important }';

/** The scale of 1, as sharp has it. */
const USUAL_DENSITY = 72;
const [LEAST_DENSITY, MOST_DENSITY] = [1, 100_000];

// Nobody waits for the picture any more once the other end is closed, and a drawing under way can't be stopped otherwise.
new Socket({ fd: PARENT_FD, readable: true })
  .on('close', () => process.kill(process.pid, 'SIGKILL'))
  .on('error', () => undefined)
  .resume()
  .unref();

const density = Math.min(Math.max(USUAL_DENSITY * Number(process.argv[2]), LEAST_DENSITY), MOST_DENSITY);
const drawing = sharp(await buffer(process.stdin), {
  density,
  limitInputPixels: false,
  failOn: 'error',
  svg: { stylesheet: STYLESHEET },
});
process.stdout.write(await drawing.png({ compressionLevel: 0 }).toBuffer());
