import type { ServerCase } from './case.ts';
import { day } from './day.ts';
import { slowloris } from './slowloris.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { submit } from './submit.ts';
import { upload } from './upload.ts';
import { workers } from './workers.ts';

/** What can be measured of the service, in the order in which it is. */
export const serverCases: readonly ServerCase[] = [upload, status, submit, workers, slowloris, stop, day];
