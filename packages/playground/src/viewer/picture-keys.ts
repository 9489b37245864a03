/** A key that works while the picture has the focus. */
export interface PictureKey {
  /** As it is shown. */
  readonly keys: string;
  readonly does: string;
}

/** The keys that work on the picture. Those of a region work in the list too. */
export const pictureKeys: readonly PictureKey[] = [
  { keys: '+ −', does: 'Zoom' },
  { keys: '0', does: 'Fit the page' },
  { keys: 'w', does: 'Fit the width' },
  { keys: 'Arrows', does: 'Move the picture, or the selected region by a pixel, with Shift by ten' },
  { keys: 'Alt arrows', does: 'Change the size of the selected region' },
  { keys: 'Space', does: 'Held: drag to move the picture' },
  { keys: 'n p', does: 'Next and previous region' },
  { keys: 'Enter', does: 'Zoom to the selected region' },
  { keys: 'Escape', does: 'Select nothing' },
  { keys: 'a', does: 'Draw a new region' },
  { keys: 'c', does: 'Copy the coordinates of the selected region' },
  { keys: 'Delete', does: 'Delete the selected region' },
  { keys: 'Ctrl Z', does: 'Undo; with Shift do again' },
  { keys: 'b', does: 'Before and after, to and fro' },
];
