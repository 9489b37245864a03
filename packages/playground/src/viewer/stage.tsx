import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { page } from '../state/page.ts';
import { regions, result } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { Divider } from './compare.tsx';
import { countOf, describeRegion } from './describe.ts';
import { selectedRegion, settle } from './editing.ts';
import { Gestures } from './gestures.ts';
import { pressOnStage, releaseOnStage } from './keys.ts';
import { paintMarksOn, paintRegionsOn, placePicture } from './painter.ts';
import { pictureKeys } from './picture-keys.ts';
import { framing, reframe, stageSize } from './stage-state.ts';

function describePicture(): string {
  if (page.value === null) return 'No picture';
  const what = result.value === null ? 'no regions yet' : countOf(regions.value);
  const region = selectedRegion.value;
  const chosen =
    region === undefined || selected.value === null
      ? ''
      : `. Selected: ${describeRegion(region, selected.value, regions.value.length)}`;
  return `Page ${page.value.name} with ${what}${chosen}`;
}

const help = pictureKeys.map(({ keys, does }) => `${keys}: ${does}`).join('. ');

/** The upper canvas, with what is marked; it also stands for the picture in words. They change with each key. */
function Marks(): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current === null ? undefined : paintMarksOn(canvas.current)), []);
  return <canvas class="layer" role="img" aria-label={describePicture()} ref={canvas} />;
}

/** The picture, moved and scaled by the camera. */
function Picture(): JSX.Element | null {
  const image = useRef<HTMLImageElement>(null);
  const shown = page.value;
  useLayoutEffect(() => {
    if (image.current === null || shown === null) return;
    framing.value = 'page';
    reframe(stageSize.peek());
    return placePicture(image.current);
  }, [shown]);
  if (shown === null) return null;
  const size = { width: `${shown.width}px`, height: `${shown.height}px` };
  return <img ref={image} class="picture" src={shown.picture} alt="" draggable={false} style={size} />;
}

/** Where the picture is shown, and the regions over it. */
export function Stage(): JSX.Element {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const gestures = useRef<Gestures | null>(null);
  useEffect(() => {
    if (stage.current === null || canvas.current === null) return;
    gestures.current = new Gestures(stage.current);
    const stops = [gestures.current.listen(), paintRegionsOn(canvas.current), followSize(stage.current)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const holdSpace = (event: KeyboardEvent, held: boolean): void => {
    if (event.key !== ' ' || gestures.current === null) return;
    event.preventDefault();
    gestures.current.panning = held;
  };
  return (
    <div class="stage-frame">
      <div
        ref={stage}
        class="stage"
        role="application"
        aria-label="Picture with regions"
        aria-roledescription="picture editor"
        aria-describedby="stage-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          holdSpace(event, true);
          pressOnStage(event);
        }}
        onKeyUp={(event) => {
          holdSpace(event, false);
          releaseOnStage(event);
        }}
        onBlur={() => {
          if (gestures.current !== null) gestures.current.panning = false;
          settle();
        }}
      >
        <Picture />
        <canvas class="layer" ref={canvas} />
        <Marks />
      </div>
      <Divider />
      <p id="stage-help" class="for-listeners">
        {help}
      </p>
    </div>
  );
}

function followSize(stage: HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    const { width, height } = entry.contentRect;
    const previous = stageSize.peek();
    if (width === previous.width && height === previous.height) return;
    stageSize.value = { width, height };
    reframe(previous);
  });
  observer.observe(stage);
  return () => observer.disconnect();
}
