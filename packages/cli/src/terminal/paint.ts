import { styleText } from 'node:util';

/** Gives text a style, or gives it back as it is. */
export type Paint = (style: 'bold' | 'dim' | 'red', text: string) => string;

/** Paints for a stream: only for a terminal that wants colours (NO_COLOR and FORCE_COLOR hold). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText(style, text, { stream });
}

/** Leaves text plain, for files. */
export const plain: Paint = (_style, text) => text;
