import type { JSX } from 'preact';

/** A description of the spec, in which names stand between backticks. */
export function Described({ text }: { text: string }): JSX.Element {
  const parts = text.split('`');
  return (
    <>{parts.map((part, index) => (index % 2 === 0 ? part : <code key={`${index}${part}`}>{part}</code>))}</>
  );
}
