/** A setting's name in words: `dsrMode` becomes `DSR mode`, `makeSkewCorrect` `Make skew correct`. */
export function settingLabel(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^dsr\b/, 'DSR');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value in words. */
export function valueText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
