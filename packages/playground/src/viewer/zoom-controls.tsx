import { computed, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { zoomInMiddle, zoomStep } from './keys.ts';
import { camera, framing, showWhole } from './stage-state.ts';
import { ToolButton } from './tool-button.tsx';

const percent: ReadonlySignal<string> = computed(() => {
  const level = camera.value.scale * 100;
  return `${level < 10 ? level.toFixed(1) : Math.round(level)} %`;
});

/** How near the picture is. */
export function ZoomControls(): JSX.Element {
  return (
    <fieldset class="tools zoom">
      <legend class="for-listeners">Zoom</legend>
      <ToolButton icon="reduce" label="Zoom out" keys="−" onPress={() => zoomInMiddle(1 / zoomStep)} />
      <span class="level">{percent}</span>
      <ToolButton icon="enlarge" label="Zoom in" keys="+" onPress={() => zoomInMiddle(zoomStep)} />
      <ToolButton
        icon="page"
        label="Fit the page"
        keys="0"
        pressed={framing.value === 'page'}
        onPress={() => showWhole('page')}
      />
      <ToolButton
        icon="width"
        label="Fit the width"
        keys="W"
        pressed={framing.value === 'width'}
        onPress={() => showWhole('width')}
      />
    </fieldset>
  );
}
