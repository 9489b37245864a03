import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { before } from '../state/result.ts';

/** Where the divider between before and after is, as a share of the stage's width. */
export const dividerShare: Signal<number> = signal(0.5);

/** How the two results are compared. */
export const comparison: Signal<'split' | 'before' | 'after'> = signal<'split' | 'before' | 'after'>('split');

/** The share of the stage's width, from the left, in which the regions of before are seen. */
export const shareOfBefore: ReadonlySignal<number> = computed(() => {
  if (before.value === null || comparison.value === 'after') return 0;
  return comparison.value === 'before' ? 1 : dividerShare.value;
});

/** From before to after and back again, as blinking with one eye does. */
export function blink(): void {
  comparison.value = comparison.value === 'before' ? 'after' : 'before';
}
