import { render } from 'preact';
import { App } from './app.tsx';
import { recallTheme } from './layout/theme.ts';
import { connect } from './service/connect.ts';
import './styles/theme.css';
import './styles/controls.css';

recallTheme();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
void connect();
