import { regions } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { cornersOf } from './describe.ts';
import { tell } from './notice.ts';

/** Where the page may not use the clipboard by itself (no HTTPS, no permission), the browser's old way is tried. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'copy-source';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Copies the corners of the selected region, as `[left, top, right, bottom]`, and says so. */
export async function copySelected(): Promise<void> {
  const region = selected.peek() === null ? undefined : regions.peek()[selected.peek() ?? 0];
  if (region === undefined) return;
  const text = cornersOf(region);
  tell(
    (await copy(text))
      ? `Copied ${text}`
      : `This browser does not let the page copy. The corners are ${text}`,
  );
}
