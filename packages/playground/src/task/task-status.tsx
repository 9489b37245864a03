import type { JSX } from 'preact';
import { sizeText } from '../intake/size-text.ts';
import { result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { type TaskState, task } from '../state/task.ts';
import { cancel, run } from './run.ts';
import './task.css';

/** How the task stands, with what can be done about it. */
export function TaskStatus(): JSX.Element {
  const state = task.value;
  const { stage } = state;
  const active = stage === 'uploading' || stage === 'pending' || stage === 'processing';
  return (
    <div class={`task ${stage}`}>
      <ol class="stages" aria-hidden="true">
        {stages.map((one) => (
          <li key={one} class={place(one, stage)}>
            {one}
          </li>
        ))}
      </ol>
      <Bar state={state} />
      <p class="task-text">
        <span>{describe(state)}</span>
        {state.stage === 'failed' && state.hint !== undefined && <span class="faint">{state.hint}</span>}
        {state.stage === 'failed' && state.taskId !== undefined && (
          <span class="faint">
            Task <code>{state.taskId}</code>
          </span>
        )}
      </p>
      {active ? (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button
          type="button"
          class={stage === 'idle' ? 'primary' : ''}
          data-key="r"
          onClick={() => void run()}
        >
          {stage === 'idle' && result.value === null
            ? 'Detect'
            : stage === 'failed'
              ? 'Try again'
              : 'Run again'}
        </button>
      )}
      <span class="unseen" role="status">
        {announce(state)}
      </span>
    </div>
  );
}

const stages = ['uploading', 'pending', 'processing', 'done'] as const;

function place(one: (typeof stages)[number], stage: TaskState['stage']): string {
  const now = stages.indexOf(stage as (typeof stages)[number]);
  const at = stages.indexOf(one);
  return at < now || stage === 'done' ? 'past' : at === now ? 'now' : '';
}

function Bar({ state }: { state: TaskState }): JSX.Element | null {
  if (state.stage === 'uploading' && state.total > 0)
    return <progress aria-label="Upload" max={state.total} value={state.sent} />;
  if (state.stage === 'uploading' || state.stage === 'pending' || state.stage === 'processing')
    return <progress aria-label="Task" />;
  return null;
}

function describe(state: TaskState): string {
  switch (state.stage) {
    case 'idle':
      return service.value.billed
        ? 'A run costs two calls or more: the submission, and a call a poll.'
        : 'Ready.';
    case 'uploading':
      return state.total === 0
        ? 'Uploading'
        : `Uploading: ${sizeText(state.sent)} of ${sizeText(state.total)}`;
    case 'pending':
      return `Waiting for its turn${pollsText(state.polls)}`;
    case 'processing':
      return `Being processed${pollsText(state.polls)}`;
    case 'done':
      return `Done in ${(state.took / 1_000).toFixed(1)} s with ${state.calls} calls`;
    case 'failed':
      return state.message;
  }
}

function pollsText(polls: number): string {
  return polls === 0 ? '' : `, asked ${polls === 1 ? 'once' : `${polls} times`}`;
}

/** For screen readers: once a stage, without figures that change. */
function announce(state: TaskState): string {
  switch (state.stage) {
    case 'idle':
      return '';
    case 'done': {
      const count = result.value?.regions.length ?? 0;
      return `Done: ${count} ${count === 1 ? 'region' : 'regions'}.`;
    }
    case 'failed':
      return `Failed: ${state.message} ${state.hint ?? ''}`;
    default:
      return { uploading: 'Uploading.', pending: 'Waiting.', processing: 'Processing.' }[state.stage];
  }
}
