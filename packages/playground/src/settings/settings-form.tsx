import { type SettingDescription, settings as table } from '@detect-regions/spec';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { service } from '../state/service.ts';
import { changedSettings, runsByItself, settings } from '../state/settings.ts';
import { changeSettings, resetSettings } from './change.ts';
import { Described } from './described.tsx';
import { settingLabel } from './setting-text.ts';
import './settings.css';

/** All settings of the spec, in its order. */
export function SettingsForm(): JSX.Element {
  const changed = changedSettings.value.length;
  const { billed } = service.value;
  return (
    <form class="settings" onSubmit={(event) => event.preventDefault()}>
      <div class="flow between">
        <label class="check">
          <input
            type="checkbox"
            checked={runsByItself.value && !billed}
            disabled={billed}
            onChange={({ currentTarget }) => {
              runsByItself.value = currentTarget.checked;
            }}
          />
          Run when one changes
        </label>
        <button type="button" class="quiet" disabled={changed === 0} onClick={() => resetSettings()}>
          Reset all
        </button>
      </div>
      {billed && <p class="faint">Each run is billed, so it starts only when you press the button.</p>}
      {(Object.values(table) as SettingDescription[]).map((setting) => (
        <SettingRow key={setting.name} setting={setting} />
      ))}
    </form>
  );
}

function SettingRow({ setting }: { setting: SettingDescription }): JSX.Element {
  const { name, description } = setting;
  const open = useSignal(false);
  const changed = changedSettings.value.includes(name);
  const label = settingLabel(name);
  const id = `setting-${name}`;
  return (
    <div class={changed ? 'setting changed' : 'setting'}>
      <span class="of">
        <label for={id}>
          {label}
          {changed && <span class="unseen"> (changed)</span>}
        </label>
        <button
          type="button"
          class="about-button"
          aria-label={`About ${label}`}
          aria-expanded={open.value}
          aria-controls={`${id}-about`}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          ?
        </button>
      </span>
      <Field setting={setting} id={id} />
      {changed && (
        <button type="button" class="quiet" aria-label={`Reset ${label}`} onClick={() => resetSettings(name)}>
          ↺
        </button>
      )}
      <p class="faint" id={`${id}-about`} hidden={!open.value}>
        <Described text={description} /> On the wire: <code>{name}</code>, by default{' '}
        <code>{String(setting.default)}</code>.
      </p>
    </div>
  );
}

function Field({ setting, id }: { setting: SettingDescription; id: string }): JSX.Element {
  const { name, type, values } = setting;
  const value = settings.value[name];
  if (type === 'boolean')
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={({ currentTarget }) => changeSettings({ [name]: currentTarget.checked })}
      />
    );
  if (values !== undefined)
    return (
      <select
        id={id}
        value={String(value)}
        onChange={({ currentTarget }) => changeSettings({ [name]: currentTarget.value })}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {one}
            {one === setting.default && one !== 'Default' ? ' (default)' : ''}
          </option>
        ))}
      </select>
    );
  return <WholeNumber setting={setting} id={id} />;
}

function WholeNumber({ setting, id }: { setting: SettingDescription; id: string }): JSX.Element {
  const { name, minimum, maximum } = setting;
  const complaint = useSignal('');
  return (
    <span class="number">
      <input
        id={id}
        type="number"
        step={1}
        min={minimum}
        max={maximum}
        required
        value={Number(settings.value[name])}
        aria-invalid={complaint.value !== ''}
        aria-describedby={`${id}-complaint`}
        onChange={({ currentTarget }) => {
          complaint.value = currentTarget.validationMessage;
          if (complaint.value === '') changeSettings({ [name]: currentTarget.valueAsNumber });
        }}
      />
      <span id={`${id}-complaint`} class="bad" role="alert">
        {complaint.value}
      </span>
    </span>
  );
}
