import type { JSX } from 'preact';
import { dialog } from '../state/panel.ts';
import { Modal } from './modal.tsx';
import { shortcuts } from './shortcuts.ts';

/** What the keys do. */
export function KeysDialog(): JSX.Element {
  return (
    <Modal
      title="Keys"
      onClose={() => {
        dialog.value = null;
      }}
    >
      <dl class="keys">
        {shortcuts.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
