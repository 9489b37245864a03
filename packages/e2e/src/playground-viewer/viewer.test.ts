import { describe } from 'vitest';
import { isFull } from '../is-full.ts';
import { testDrawing } from './drawing.ts';
import { testEditing } from './editing.ts';
import { viewerHarness } from './harness.ts';
import { testLooking } from './looking.ts';

// One file, so that all share a browser.
const open = viewerHarness();

describe('looking', () => testLooking(open));
// Each takes seconds.
describe.runIf(isFull)('editing', () => testEditing(open));
describe.runIf(isFull)('drawing', () => testDrawing(open));
