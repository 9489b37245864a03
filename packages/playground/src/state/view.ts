import { type Signal, signal } from '@preact/signals';

/** The region that is selected, by its place among the regions, from 0. */
export const selected: Signal<number | null> = signal(null);

/** The region under the pointer, or with the focus in the list, from 0. */
export const hovered: Signal<number | null> = signal(null);

/** Whether regions are drawn at all. */
export const regionsShown: Signal<boolean> = signal(true);

/** Whether their numbers are drawn. */
export const numbersShown: Signal<boolean> = signal(true);

/** Whether the reading order is drawn as a path from region to region. */
export const orderShown: Signal<boolean> = signal(false);

/** How much of the page the fill of a region hides: 0 nothing, 1 all. */
export const opacity: Signal<number> = signal(0.12);
