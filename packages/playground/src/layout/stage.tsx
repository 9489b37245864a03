import type { JSX } from 'preact';
import { FilePicker } from '../intake/file-picker.tsx';
import { sizeText } from '../intake/size-text.ts';
import { Start } from '../intake/start.tsx';
import { page } from '../state/page.ts';
import { Comparison } from '../task/comparison.tsx';
import { TaskStatus } from '../task/task-status.tsx';
import { Viewer } from '../viewer/viewer.tsx';

/** The desk: the page that is looked at, with the life of its task; or a place to put one. */
export function Stage(): JSX.Element {
  const shown = page.value;
  return (
    <main id="main" tabIndex={-1}>
      {shown === null ? (
        <Start />
      ) : (
        <>
          <div class="page-bar">
            <p class="file">
              <strong>{shown.name}</strong>{' '}
              <span class="faint">
                {Math.round(shown.width)} × {Math.round(shown.height)}, {sizeText(shown.file.size)}
              </span>
            </p>
            <FilePicker>Open</FilePicker>
          </div>
          <TaskStatus />
          <Comparison />
          <Viewer />
        </>
      )}
    </main>
  );
}
