import type { Service } from '../state/service.ts';

/** What is said of a failure. */
export interface FailureText {
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly taskId?: string;
}

/** What to do next, by the code of an SDK's error, where its message can't know that it is read on this page. */
const hints: Readonly<Record<string, (service: Pick<Service, 'name'>) => string>> = {
  auth: ({ name }) =>
    name === 'own'
      ? 'Load the page again, or sign in anew.'
      : 'Tokens last an hour: open the service settings and paste a new one.',
  network: ({ name }) =>
    name === 'own'
      ? 'Is detect-regions serve still running?'
      : 'Are you online? The cloud may also refuse calls from web pages; the copied cURL and CLI lines work all the same.',
  'rate-limit': () => 'Wait a little, then run again.',
  quota: () => 'The plan of these credentials may be used up.',
  deadline: () => 'The task goes on; run again later.',
  server: () => 'Run again; if it stays, look into the log of the service.',
  gone: () => 'Run again.',
  'detection-failed': () => 'Check that the image opens elsewhere, or try other settings.',
};

/** What to say of what a detection threw. By its members, not its class: the SDK is loaded apart. */
export function failureText(error: unknown, service: Pick<Service, 'name'>): FailureText {
  const { code, message, taskId, messages } = Object(error) as Record<string, unknown>;
  const hint = hints[String(code)]?.(service);
  const said = Array.isArray(messages) ? messages.filter((one) => typeof one === 'string') : [];
  return {
    message: said.join(' ') || (typeof message === 'string' && message !== '' ? message : String(error)),
    ...(hint === undefined ? {} : { hint }),
    ...(typeof taskId === 'string' ? { taskId } : {}),
  };
}
