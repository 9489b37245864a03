// Aborts waits, every other one by its deadline: node polls-program.ts URL FILE CALLS PATIENCE. Tells what is left, and
// ends by itself.
import { DetectRegions } from '@detect-regions/sdk';
import { abortCalls, seeded, told } from './aborted-calls.ts';

const { baseUrl } = told();
const random = seeded(2);
await abortCalls(told(), (clock) => {
  const client = new DetectRegions({ baseUrl, accessToken: 'any', pollPrice: 10, clock });
  return (index, signal) => {
    const deadline = index % 2 === 0 ? undefined : 1 + 40 * random.next().value;
    return client.task(`task-${index}`).wait({ signal, deadline });
  };
});
