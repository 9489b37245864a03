import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Stream, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The pipe by which the drawing process sees that nobody waits for it any more. */
export const PARENT_FD = 3;

/**
 * Draws an SVG in a process of its own: the renderer is native code, and how long it takes can't be told beforehand, so
 * that only the end of its process stops it. It ends with the thread that has started it.
 *
 * @param bytes - a file that has passed `checkSvg`
 * @param scale - pixels of the picture for one of the drawing
 * @param signal - ends the process
 * @returns the picture as PNG
 * @throws Error when it can't be drawn
 */
export async function drawSvg(bytes: Uint8Array, scale: number, signal?: AbortSignal): Promise<Uint8Array> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const program = fileURLToPath(new URL(`./svg-process.${extension}`, import.meta.url));
  const child = spawn(process.execPath, [program, String(scale)], {
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const [input, output] = child.stdio as readonly Stream[] as readonly [Writable, Readable];
  const kill = (): void => void child.kill('SIGKILL');
  if (signal?.aborted) kill();
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const closed = once(child, 'close');
    // A process that dies before it has read everything says so by its exit code.
    input.on('error', () => undefined).end(bytes);
    const [picture, [code]] = await Promise.all([buffer(output), closed]);
    if (code !== 0) throw new Error(`The process that draws SVG ended with ${code ?? 'a signal'}.`);
    return picture;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}
