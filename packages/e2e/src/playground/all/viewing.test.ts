// The picture and what lies over it: zoom, pan, order, what is shown, and changes.
import { parseRegions } from '@detect-regions/regions';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { copyAs, inkAt, listed, middleOf, open, pick, receipt, rows, view } from '../desk.ts';
import { playground, type Visit, type VisitOptions } from '../visit.ts';
