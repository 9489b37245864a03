import { panel, panels } from '../state/panel.ts';

/** What a key does. */
export interface Shortcut {
  /** As it is shown. */
  readonly keys: string;
  readonly does: string;
}

/** The keys that work all over the page, outside of fields. A button with `data-key` is pressed by that key. */
export const shortcuts: readonly Shortcut[] = [
  { keys: 'o', does: 'Pick a file' },
  { keys: 'Ctrl V', does: 'Take the picture on the clipboard' },
  { keys: 'r', does: 'Detect, or run again' },
  { keys: '1 to 4', does: 'Regions, settings, copy, history' },
  { keys: 'c', does: 'Copy, where that is shown' },
  { keys: 's', does: 'Who detects' },
  { keys: 't', does: 'Colours: as the system, light, dark' },
  { keys: '?', does: 'This help' },
];

/** Whether keys are for what the user is in. */
function typing({ target }: Event): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, dialog, [contenteditable]') !== null
  );
}

/** Does what a key stands for. */
export function pressKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || ctrlKey || metaKey || altKey || typing(event)) return;
  const button = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const number = panels[Number(key) - 1];
  if (button !== null) button.click();
  else if (number !== undefined) panel.value = number;
  else return;
  event.preventDefault();
}
