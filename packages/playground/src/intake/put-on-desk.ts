import { batch } from '@preact/signals';
import { connect } from '../service/connect.ts';
import { loadSdk } from '../service/sdk.ts';
import { complaint } from '../state/complaint.ts';
import { type Page, page } from '../state/page.ts';
import { before, edited, result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { hovered, selected } from '../state/view.ts';
import { cancel, run } from '../task/run.ts';
import { blankPicture, type Picture, pictureOf } from './picture.ts';
import { refusal } from './refusal.ts';
import { sizeText } from './size-text.ts';

/** Counts the files that came, so that a slow one does not take the place of one that came later. */
let arrivals = 0;

/**
 * Takes a file that the user gave: refuses it with a word why, or shows it and, where that costs nothing, has its regions
 * detected.
 */
export async function putOnDesk(file: Blob, name: string): Promise<void> {
  const arrival = ++arrivals;
  complaint.value = null;
  try {
    // It says how large an image may be.
    await connect();
    const opened = await open(file, name);
    if (arrival !== arrivals) return URL.revokeObjectURL(opened.picture);
    show(opened);
  } catch (error) {
    if (arrival === arrivals) complaint.value = { message: `${name}: ${refusal(error)}` };
    return;
  }
  // A call that costs money is the user's to make.
  if (!service.value.billed) void run();
}

/** Shows a page, with nothing found on it yet. */
export function show(next: Page): void {
  cancel();
  const last = page.value;
  batch(() => {
    result.value = null;
    before.value = null;
    edited.value = null;
    selected.value = null;
    hovered.value = null;
    page.value = next;
  });
  if (last !== null && last.picture !== next.picture) URL.revokeObjectURL(last.picture);
}

/** @throws Error saying why it can't be detected */
async function open(file: Blob, name: string): Promise<Page> {
  const { maxImageBytes } = service.value;
  if (file.size > maxImageBytes)
    throw new Error(`it has ${sizeText(file.size)}; the service takes up to ${sizeText(maxImageBytes)}.`);
  const { readImageHeader } = await loadSdk();
  const { width, height } = await readImageHeader(file);
  const shown = (await pictureOf(file)) ?? blank(name, width, height);
  // What the header does not tell, the picture does.
  return {
    id: crypto.randomUUID(),
    name,
    file,
    ...shown,
    width: width ?? shown.width,
    height: height ?? shown.height,
  };
}

/** A blank sheet in the place of a page that nobody here can draw. */
function blank(name: string, width: number | undefined, height: number | undefined): Picture {
  if (width === undefined || height === undefined)
    throw new Error('this browser cannot show it, and the service of this page cannot be asked to draw it.');
  complaint.value = {
    message: `${name} can't be shown here: this browser can't, and the service of this page can't be asked.`,
    hint: 'Its regions are found all the same.',
  };
  return blankPicture(width, height);
}
