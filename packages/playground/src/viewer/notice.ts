import { type Signal, signal } from '@preact/signals';

/** What a person is told about what just happened. */
export interface Notice {
  readonly text: string;
  /** Whether it is also written over the picture for a moment; screen readers say every notice. */
  readonly shown: boolean;
}

/** The latest notice. */
export const notice: Signal<Notice> = signal({ text: '', shown: false });

/** Says something to those who listen, where those who look can see it happen. */
export function announce(text: string): void {
  notice.value = { text, shown: false };
}

/** Says something to all, where nothing else shows that it happened. */
export function tell(text: string): void {
  notice.value = { text, shown: true };
}
