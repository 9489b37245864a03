import type { JSX } from 'preact';
import { numbersShown, opacity, orderShown, regionsShown } from '../state/view.ts';
import { ToolButton } from './tool-button.tsx';

/** What is drawn over the picture: regions, their numbers, their order, and how strongly they are filled. */
export function ViewControls(): JSX.Element {
  return (
    <fieldset class="tools">
      <legend class="for-listeners">Shown over the picture</legend>
      <ToolButton
        icon="regions"
        label="Regions"
        pressed={regionsShown.value}
        onPress={() => {
          regionsShown.value = !regionsShown.value;
        }}
      />
      <ToolButton
        icon="numbers"
        label="Numbers"
        pressed={numbersShown.value}
        onPress={() => {
          numbersShown.value = !numbersShown.value;
        }}
      />
      <ToolButton
        icon="order"
        label="Reading order"
        pressed={orderShown.value}
        onPress={() => {
          orderShown.value = !orderShown.value;
        }}
      />
      <label class="opacity" title="How strongly regions are filled">
        <span>Fill</span>
        <input
          type="range"
          min="0"
          max="100"
          value={Math.round(opacity.value * 100)}
          aria-label="Fill of regions"
          aria-valuetext={`${Math.round(opacity.value * 100)} %`}
          onInput={(event) => {
            opacity.value = event.currentTarget.valueAsNumber / 100;
          }}
        />
      </label>
    </fieldset>
  );
}
