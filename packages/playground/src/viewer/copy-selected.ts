import { copyText } from '../copy/clipboard.ts';
import { regions } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { cornersOf } from './describe.ts';
import { tell } from './notice.ts';

/** Copies the corners of the selected region, as `[left, top, right, bottom]`, and says so. */
export async function copySelected(): Promise<void> {
  const region = selected.peek() === null ? undefined : regions.peek()[selected.peek() ?? 0];
  if (region === undefined) return;
  const text = cornersOf(region);
  tell(
    (await copyText(text))
      ? `Copied ${text}`
      : `This browser does not let the page copy. The corners are ${text}`,
  );
}
