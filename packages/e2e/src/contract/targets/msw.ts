import { answers, createMockApi, type Scenario, type Submission, type TaskPlan } from '@detect-regions/msw';
import { encodeRegions } from '@detect-regions/regions';
import { setupServer } from 'msw/node';
import type { Outcome, Target } from '../types.ts';
import { clients } from './clients.ts';

/** A task that has been told to nobody how it ends, or has. */
interface OpenTask {
  readonly submission: Submission;
  outcome?: TaskPlan['outcome'];
}

function tell(outcome: Outcome): TaskPlan['outcome'] {
  if ('fails' in outcome) {
    return { taskStatus: 'Error', responseStatusCode: 'Error', error: { messages: ['It is no page.'] } };
  }
  const { regions, warnings } = outcome;
  return {
    taskStatus: 'Completed',
    responseStatusCode: 'Ok',
    results: [{ type: 'Other', data: encodeRegions(regions) }],
    ...(warnings === undefined ? {} : { error: { warnings: [...warnings] } }),
  };
}

/** The mock for app authors, in the place of the network. */
export const msw: Target = {
  name: 'msw',
  never: {
    'responseStatusCode PartiallyNotFound': 'a task is one image',
    'responseStatusCode NoAnyResultData': 'no regions are an empty list',
    'responseStatusCode ResultDataLost': 'results are kept with their tasks',
  },
  async start({ imageBytes }) {
    const open: OpenTask[] = [];
    const untilTold: Scenario = {
      name: 'untilTold',
      start: () => ({
        plan(plan, submission) {
          const task: OpenTask = { submission };
          open.push(task);
          return {
            ...plan,
            get polls() {
              return task.outcome === undefined ? Number.POSITIVE_INFINITY : 0;
            },
            get outcome() {
              return task.outcome ?? plan.outcome;
            },
          };
        },
      }),
    };
    const api = createMockApi({
      baseUrl: 'https://mock.example',
      clients,
      scenarios: [untilTold],
      ...(imageBytes === undefined ? {} : { maxImageBytes: imageBytes }),
    });
    const network = setupServer(...api.handlers);
    network.listen({ onUnhandledFrame: 'error' });
    const { now } = Date;
    let passed = 0;
    const oldest = (): OpenTask => {
      const task = open.find(({ outcome }) => outcome === undefined);
      if (task === undefined) throw new Error('There is no task that has not ended.');
      return task;
    };
    return {
      url: 'https://mock.example',
      clients,
      asked: async () => oldest().submission.settings,
      async ends(outcome) {
        oldest().outcome = tell(outcome);
      },
      passes(seconds) {
        passed += seconds * 1000;
        Date.now = () => now() + passed;
      },
      forces(operation, status) {
        api.use(answers(operation, status));
        return true;
      },
      async [Symbol.asyncDispose]() {
        Date.now = now;
        network.close();
      },
    };
  },
};
