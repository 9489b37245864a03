/** Prose without its line breaks. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
