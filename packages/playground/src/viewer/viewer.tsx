import type { JSX } from 'preact';
import { CompareControls } from './compare.tsx';
import { EditControls } from './edit-controls.tsx';
import { NoticeLine } from './notice-line.tsx';
import { Stage } from './stage.tsx';
import { ViewControls } from './view-controls.tsx';
import './viewer.css';
import { ZoomControls } from './zoom-controls.tsx';

/**
 * The picture with the regions over it, and the controls for both. It fills what holds it, which must have a height;
 * it reads and writes the state of the page, the result and the view.
 */
export function Viewer(): JSX.Element {
  return (
    <section class="viewer" aria-label="Picture and regions">
      <div class="tool-bar">
        <ViewControls />
        <CompareControls />
        <EditControls />
      </div>
      <div class="stage-area">
        <Stage />
        <ZoomControls />
        <NoticeLine />
      </div>
    </section>
  );
}
