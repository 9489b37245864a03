import { imageFormats } from '@detect-regions/spec';
import type { JSX } from 'preact';
import { service } from '../state/service.ts';
import { FilePicker } from './file-picker.tsx';
import { sizeText } from './size-text.ts';
import { takeSample } from './take-files.ts';
import './intake.css';

/** What stands on the desk before there is a page. */
export function Start(): JSX.Element {
  const { maxImageBytes, billed } = service.value;
  return (
    <div class="start">
      <h2>Drop a page image here</h2>
      <p>or paste one, or</p>
      <div class="flow">
        <FilePicker kind="primary">Pick a file</FilePicker>
        <button type="button" onClick={() => void takeSample()}>
          Try a sample
        </button>
      </div>
      <p class="faint">
        {imageFormats.map((format) => format.toUpperCase()).join(', ')} up to {sizeText(maxImageBytes)}. It is
        sent to {billed ? 'the cloud when you press Detect' : 'the service of this page'}, and to nobody else.
      </p>
    </div>
  );
}
