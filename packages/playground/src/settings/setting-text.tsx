import type { JSX } from 'preact';

/** A setting's name in words: `dsrMode` becomes `DSR mode`, `makeSkewCorrect` `Make skew correct`. */
export function settingLabel(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^dsr\b/, 'DSR');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A description of the spec, in which names stand between backticks. */
export function Described({ text }: { text: string }): JSX.Element {
  const parts = text.split('`');
  return (
    <>{parts.map((part, index) => (index % 2 === 0 ? part : <code key={`${index}${part}`}>{part}</code>))}</>
  );
}
