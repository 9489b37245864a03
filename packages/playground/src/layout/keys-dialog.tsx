import type { JSX } from 'preact';
import { dialog } from '../state/panel.ts';
import { pictureKeys } from '../viewer/picture-keys.ts';
import { Modal } from './modal.tsx';
import { type Shortcut, shortcuts } from './shortcuts.ts';

/** What the keys do. */
export function KeysDialog(): JSX.Element {
  return (
    <Modal
      title="Keys"
      onClose={() => {
        dialog.value = null;
      }}
    >
      <KeyList keys={shortcuts} />
      <h3>On the picture</h3>
      <KeyList keys={pictureKeys} />
    </Modal>
  );
}

function KeyList({ keys }: { readonly keys: readonly Shortcut[] }): JSX.Element {
  return (
    <dl class="keys">
      {keys.map((one) => (
        <div key={one.keys}>
          <dt>
            <kbd>{one.keys}</kbd>
          </dt>
          <dd>{one.does}</dd>
        </div>
      ))}
    </dl>
  );
}
