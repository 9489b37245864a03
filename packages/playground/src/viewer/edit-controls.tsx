import type { JSX } from 'preact';
import { page } from '../state/page.ts';
import { edited } from '../state/result.ts';
import { copySelected } from './copy-selected.ts';
import {
  canRedo,
  canUndo,
  redoChange,
  removeSelected,
  resetRegions,
  selectedRegion,
  undoChange,
} from './editing.ts';
import { toggleDrawing } from './gestures.ts';
import { tool } from './stage-state.ts';
import { ToolButton } from './tool-button.tsx';

/** Changes to the regions. */
export function EditControls(): JSX.Element {
  const nothing = selectedRegion.value === undefined;
  return (
    <fieldset class="tools">
      <legend class="for-listeners">Change the regions</legend>
      <ToolButton
        icon="draw"
        label="Add a region"
        keys="A"
        pressed={tool.value === 'draw'}
        disabled={page.value === null}
        onPress={toggleDrawing}
      />
      <ToolButton
        icon="copy"
        label="Copy coordinates"
        keys="C"
        disabled={nothing}
        onPress={() => void copySelected()}
      />
      <ToolButton
        icon="remove"
        label="Delete region"
        keys="Delete"
        disabled={nothing}
        onPress={removeSelected}
      />
      <span class="divide" />
      <ToolButton icon="undo" label="Undo" keys="Ctrl+Z" disabled={!canUndo.value} onPress={undoChange} />
      <ToolButton
        icon="redo"
        label="Redo"
        keys="Ctrl+Shift+Z"
        disabled={!canRedo.value}
        onPress={redoChange}
      />
      <ToolButton
        icon="reset"
        label="Reset to what was detected"
        disabled={edited.value === null}
        onPress={resetRegions}
      />
    </fieldset>
  );
}
