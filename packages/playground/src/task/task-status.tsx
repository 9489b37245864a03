import type { JSX } from 'preact';
import { result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { running, type TaskState, task } from '../state/task.ts';
import { cancel, run } from './run.ts';
import { announcement, description } from './status-text.ts';
import './task.css';

/** How the task stands, with what can be done about it. */
export function TaskStatus(): JSX.Element {
  const state = task.value;
  const { stage } = state;
  const active = running.value;
  const label = stage === 'failed' ? 'Try again' : result.value === null ? 'Detect' : 'Run again';
  return (
    <div class={`task ${stage}`}>
      <Bar state={state} />
      <p class="task-text">
        <span>{description(state, service.value.billed)}</span>
        {state.stage === 'failed' && state.hint !== undefined && <span class="faint">{state.hint}</span>}
        {state.stage === 'failed' && state.taskId !== undefined && (
          <span class="faint">
            Task <code>{state.taskId}</code>
          </span>
        )}
      </p>
      {active && (
        <ol class="stages" aria-hidden="true">
          {stages.map((one) => (
            <li key={one} class={placeOf(one, stage)}>
              {one}
            </li>
          ))}
        </ol>
      )}
      {active ? (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button
          type="button"
          class={label === 'Run again' ? '' : 'primary'}
          data-key="r"
          onClick={() => void run()}
        >
          {label}
        </button>
      )}
      <span class="unseen" role="status">
        {announcement(state, result.value?.regions.length ?? 0)}
      </span>
    </div>
  );
}

const stages: readonly TaskState['stage'][] = ['uploading', 'pending', 'processing', 'done'];

function placeOf(one: TaskState['stage'], stage: TaskState['stage']): string {
  const now = stages.indexOf(stage);
  const at = stages.indexOf(one);
  return at < now ? 'past' : at === now ? 'now' : '';
}

function Bar({ state }: { state: TaskState }): JSX.Element | null {
  if (state.stage === 'uploading' && state.total > 0)
    return <progress aria-label="Upload" max={state.total} value={state.sent} />;
  return running.value ? <progress aria-label="Task" /> : null;
}
