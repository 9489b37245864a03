import { type Signal, signal } from '@preact/signals';

/** The parts of the side panel, in their order. */
export const panels = ['regions', 'settings', 'copy', 'history'] as const;

/** One of {@link panels}. */
export type Panel = (typeof panels)[number];

/** The part of the side panel that is shown. */
export const panel: Signal<Panel> = signal('regions');

/** A dialog above the page. */
export type Dialog = 'service' | 'keys';

/** The dialog that is open. */
export const dialog: Signal<Dialog | null> = signal(null);
