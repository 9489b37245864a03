import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DropZone } from './intake/drop-zone.tsx';
import { ComplaintBar } from './layout/complaint-bar.tsx';
import { Header } from './layout/header.tsx';
import { KeysDialog } from './layout/keys-dialog.tsx';
import { pressKey } from './layout/shortcuts.ts';
import { SidePanel } from './layout/side-panel.tsx';
import { Stage } from './layout/stage.tsx';
import { ServiceDialog } from './service/service-dialog.tsx';
import { dialog } from './state/panel.ts';
import './layout/layout.css';

/** The whole page. */
export function App(): JSX.Element {
  useEffect(() => {
    addEventListener('keydown', pressKey);
    return () => removeEventListener('keydown', pressKey);
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page image
      </a>
      <Header />
      <ComplaintBar />
      <Stage />
      <SidePanel />
      <DropZone />
      {dialog.value === 'service' && <ServiceDialog />}
      {dialog.value === 'keys' && <KeysDialog />}
    </>
  );
}
