import { servers } from '@detect-regions/spec';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Modal } from '../layout/modal.tsx';
import { page } from '../state/page.ts';
import { dialog } from '../state/panel.ts';
import { result } from '../state/result.ts';
import { chosenService, ownService, type ServiceName, signIns } from '../state/service.ts';
import { task } from '../state/task.ts';
import { cancel, run } from '../task/run.ts';

/** Where the user chooses who detects, and signs in where that is needed. */
export function ServiceDialog(): JSX.Element {
  const name = useSignal<ServiceName>(chosenService.value);
  const way = useSignal<'token' | 'credentials'>('token');
  const automatic = name.value === 'own' && ownService.value?.signIn === 'automatic';
  const signedIn = signIns.value[name.value] !== undefined;

  const use = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (field: string): string => String(given.get(field) ?? '').trim();
    if (!automatic && !(signedIn && text('token') === '' && text('clientId') === '')) {
      const signIn =
        name.value === 'own' && way.value === 'credentials'
          ? { clientId: text('clientId'), clientSecret: text('clientSecret') }
          : { token: text('token').replace(/^bearer /i, '') };
      signIns.value = { ...signIns.value, [name.value]: signIn };
    }
    if (chosenService.value !== name.value) cancel();
    chosenService.value = name.value;
    if (task.value.stage === 'failed') task.value = { stage: 'idle' };
    dialog.value = null;
    // What came before there were credentials.
    if (page.value !== null && result.value === null && name.value === 'own') void run();
  };

  return (
    <Modal title="Who detects" onClose={() => (dialog.value = null)}>
      <form class="stack" onSubmit={use}>
        <fieldset>
          <legend class="unseen">Service</legend>
          <label class="choice">
            <input
              type="radio"
              name="service"
              checked={name.value === 'own'}
              onChange={() => (name.value = 'own')}
            />
            <span>
              The service of this page
              <span class="faint">
                {ownService.value === null ? 'It does not answer.' : `${location.host}. Nothing is billed.`}
              </span>
            </span>
          </label>
          <label class="choice">
            <input
              type="radio"
              name="service"
              checked={name.value === 'cloud'}
              onChange={() => (name.value = 'cloud')}
            />
            <span>
              The cloud
              <span class="faint">
                {new URL(servers.cloud).host}. Each call is billed: a submission, and each poll.
              </span>
            </span>
          </label>
        </fieldset>
        {automatic ? (
          <p class="faint">It signs this page in by itself.</p>
        ) : (
          <>
            {name.value === 'own' && (
              <fieldset class="flow">
                <legend class="unseen">Sign in with</legend>
                <label class="check">
                  <input
                    type="radio"
                    name="way"
                    checked={way.value === 'token'}
                    onChange={() => (way.value = 'token')}
                  />
                  a token
                </label>
                <label class="check">
                  <input
                    type="radio"
                    name="way"
                    checked={way.value === 'credentials'}
                    onChange={() => (way.value = 'credentials')}
                  />
                  client id and secret
                </label>
              </fieldset>
            )}
            {name.value === 'own' && way.value === 'credentials' ? (
              <>
                <label class="stack">
                  Client id
                  <input
                    name="clientId"
                    type="text"
                    required={!signedIn}
                    autocomplete="off"
                    spellcheck={false}
                  />
                </label>
                <Secret name="clientSecret" label="Client secret" required={!signedIn} />
              </>
            ) : (
              <Secret name="token" label="Access token" required={!signedIn} />
            )}
            <p class="faint">
              {signedIn ? 'You are signed in; leave it empty to keep that. ' : ''}It is kept in the memory of
              this page, is sent to that host alone, and is gone when you leave.
            </p>
          </>
        )}
        <div class="flow end">
          {signedIn && (
            <button
              type="button"
              onClick={() => {
                const { [name.value]: _, ...others } = signIns.value;
                signIns.value = others;
              }}
            >
              Sign out
            </button>
          )}
          <button type="submit" class="primary">
            {page.value !== null && name.value === 'cloud' ? 'Use the cloud' : 'Use it'}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface SecretProps {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
}

/** A field that is not shown as it is typed. */
function Secret({ name, label, required }: SecretProps): JSX.Element {
  return (
    <label class="stack">
      {label}
      <input name={name} type="password" required={required} autocomplete="off" spellcheck={false} />
    </label>
  );
}
