import { describeTaskQueue } from '../../test/describe-task-queue.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteTaskQueue } from './open-sqlite-task-queue.ts';

describeTaskQueue('SqliteTaskQueue', async (setup) =>
  openSqliteTaskQueue({ folder: await temporaryFolder(), ...setup }),
);
