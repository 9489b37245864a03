import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { takeFiles, takePaste } from './take-files.ts';
import './intake.css';

/** Takes files that are dropped anywhere on the page, or pasted; while one is dragged over it, it says so. */
export function DropZone(): JSX.Element | null {
  const dragging = useSignal(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      dragging.value = true;
    };
    // It leaves each element on its way, the page only towards none.
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) dragging.value = false;
    };
    const drop = (event: DragEvent): void => {
      dragging.value = false;
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void takeFiles([...event.dataTransfer.files]);
    };
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('dragover', over, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    addEventListener('paste', takePaste, { signal });
    return () => stop.abort();
  }, [dragging]);
  return dragging.value ? <div class="drop-sign">Drop it anywhere</div> : null;
}
