import type { Page } from 'playwright-core';

declare global {
  // What was seen of the task since the notes were begun.
  var taskNotes: {
    /** Each stage, when it was entered. */
    readonly stages: string[];
    /** What the bar of the upload said. */
    readonly uploads: { readonly sent: number; readonly total: number }[];
  };
}

/** Writes down each change of the task's display from now on. */
export async function noteTask(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes: typeof taskNotes = { stages: [], uploads: [] };
    globalThis.taskNotes = notes;
    new MutationObserver(() => {
      const stage = document.querySelector('.task')?.className.replace('task ', '');
      if (stage !== undefined && stage !== notes.stages.at(-1)) notes.stages.push(stage);
      const bar = document.querySelector<HTMLProgressElement>('progress[aria-label="Upload"]');
      if (bar !== null) notes.uploads.push({ sent: bar.value, total: bar.max });
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
