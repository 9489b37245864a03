import { render } from 'preact';
import { App } from './app.tsx';
import { followChanges } from './history/follow-changes.ts';
import { recallHistory } from './history/remember.ts';
import { recallTheme } from './layout/theme.ts';
import { connect } from './service/connect.ts';
import { loadSdk } from './service/sdk.ts';
import './styles/theme.css';
import './styles/controls.css';

recallTheme();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
void connect();
void recallHistory();
followChanges();
// So that the first image finds it there.
void loadSdk();
