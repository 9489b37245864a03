import type { Region } from '@detect-regions/regions';
import { effect } from '@preact/signals';
import { openSurface } from './canvas.ts';
import { shareOfBefore } from './compare-state.ts';
import { paintMarks } from './paint-marks.ts';
import { paintRegions, partOfStage } from './paint-regions.ts';
import { type Palette, readPalette } from './palette.ts';
import { beforeScene, marksScene, nowScene } from './scenes.ts';
import { camera, stageSize } from './stage-state.ts';

/** From this many device pixels per pixel of the picture on, its pixels are shown as squares. */
const crispFrom = 3;

/** Calls `paint` at the next frame, however often it is asked to before. */
function oncePerFrame(paint: () => void): { ask(): void; stop(): void } {
  let asked = 0;
  return {
    ask() {
      if (asked !== 0) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        paint();
      });
    },
    stop() {
      cancelAnimationFrame(asked);
    },
  };
}

/** Calls `paint` in the frame after anything changed that `read` reads; otherwise nothing runs. */
function paintOnChange(read: () => void, paint: () => void): () => void {
  const frames = oncePerFrame(paint);
  const stop = effect(() => {
    read();
    frames.ask();
  });
  return () => {
    stop();
    frames.stop();
  };
}

function layRegions(canvas: HTMLCanvasElement, palette: Palette): void {
  const stage = stageSize.peek();
  const surface = openSurface(canvas, stage);
  if (surface === undefined) return;
  const share = shareOfBefore.peek();
  const [left, right]: readonly Region[] = [partOfStage(stage, 0, share), partOfStage(stage, share, 1)];
  const earlier = beforeScene.peek();
  const now = nowScene.peek();
  if (earlier !== null && left !== undefined && share > 0) {
    paintRegions(surface, earlier, camera.peek(), left, palette);
  }
  if (now !== null && right !== undefined && share < 1) {
    paintRegions(surface, now, camera.peek(), right, palette);
  }
}

/** Keeps the canvas of the regions as it should be. Gives what ends it. */
export function paintRegionsOn(canvas: HTMLCanvasElement): () => void {
  const palette = readPalette(canvas);
  return paintOnChange(
    () => [camera.value, stageSize.value, shareOfBefore.value, beforeScene.value, nowScene.value],
    () => layRegions(canvas, palette),
  );
}

/** Keeps the canvas of the marks as it should be: many of them change while the regions stay. Gives what ends it. */
export function paintMarksOn(canvas: HTMLCanvasElement): () => void {
  const palette = readPalette(canvas);
  return paintOnChange(
    () => [camera.value, stageSize.value, marksScene.value],
    () => {
      const surface = openSurface(canvas, stageSize.peek());
      if (surface !== undefined) paintMarks(surface, marksScene.peek(), camera.peek(), palette);
    },
  );
}

/** Keeps the picture where the camera sees it. Gives what ends it. */
export function placePicture(picture: HTMLElement): () => void {
  return paintOnChange(
    () => camera.value,
    () => {
      const { scale, x, y } = camera.peek();
      picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
      picture.classList.toggle('crisp', scale * devicePixelRatio >= crispFrom);
    },
  );
}
