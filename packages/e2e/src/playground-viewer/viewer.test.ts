import { describe } from 'vitest';
import { testDrawing } from './drawing.ts';
import { testEditing } from './editing.ts';
import { viewerHarness } from './harness.ts';
import { testLooking } from './looking.ts';

// One file, so that all share a browser.
const open = viewerHarness();

describe('looking', () => testLooking(open));
describe('editing', () => testEditing(open));
describe('drawing', () => testDrawing(open));
