import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { settingLabel, valueText } from '../settings/setting-text.ts';
import { changesOf } from '../snippets/snippet.ts';
import { history, historyLasts } from '../state/history.ts';
import { page } from '../state/page.ts';
import { before, result } from '../state/result.ts';
import { bounds } from './bounds.ts';
import type { HistoryEntry } from './entry.ts';
import { keepOnly } from './remember.ts';
import { restore } from './restore.ts';
import './history.css';

/** The results of the past. */
export function HistoryList(): JSX.Element {
  const entries = history.value;
  return (
    <div class="history">
      <div class="flow between">
        <p class="faint">
          {historyLasts.value
            ? `The last ${bounds.count} results, kept by this browser. Nothing of it leaves this machine.`
            : 'This browser keeps nothing for this page: the list is gone when you leave.'}
        </p>
        <button type="button" disabled={entries.length === 0} onClick={() => void keepOnly([])}>
          Clear all
        </button>
      </div>
      {entries.length === 0 && <p>Nothing yet.</p>}
      <ul>
        {entries.map((entry) => (
          <Row key={entry.taskId} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function Row({ entry }: { entry: HistoryEntry }): JSX.Element {
  const { taskId, imageId, name, at, regions, edited, settings, service, thumbnail } = entry;
  const current = result.value?.taskId === taskId;
  const comparable = !current && page.value?.id === imageId && result.value !== null;
  const compared = before.value?.taskId === taskId;
  const count = (edited ?? regions).length;
  return (
    <li class={current ? 'entry current' : 'entry'} aria-current={current ? 'true' : undefined}>
      <Thumbnail file={thumbnail} />
      <div class="about">
        <button type="button" class="quiet name" onClick={() => void restore(entry)}>
          {name}
        </button>
        <span class="faint">
          {count} {count === 1 ? 'region' : 'regions'}
          {edited !== undefined && ', edited'} ·{' '}
          <time dateTime={new Date(at).toISOString()}>{timeText(at)}</time>
          {service === 'cloud' && ' · cloud'}
        </span>
        <span class="faint">{settingsText(settings)}</span>
      </div>
      <div class="flow">
        {comparable && (
          <button
            type="button"
            aria-pressed={compared}
            onClick={() => {
              before.value = compared ? null : entry;
            }}
          >
            Compare
          </button>
        )}
        <button
          type="button"
          class="quiet"
          aria-label={`Forget ${name}, ${timeText(at)}`}
          onClick={() => void keepOnly(history.value.filter((one) => one !== entry))}
        >
          ×
        </button>
      </div>
    </li>
  );
}

function Thumbnail({ file }: { file: Blob | undefined }): JSX.Element {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <span class="thumbnail">{url !== undefined && <img src={url} alt="" />}</span>;
}

function timeText(at: number): string {
  const today = new Date().toDateString() === new Date(at).toDateString();
  return new Date(at).toLocaleString(
    [],
    today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  );
}

function settingsText(settings: HistoryEntry['settings']): string {
  const changes = changesOf(settings).map(([name, value]) => `${settingLabel(name)}: ${valueText(value)}`);
  return changes.length === 0 ? 'Default settings' : changes.join(', ');
}
