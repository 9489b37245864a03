import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { notice } from './notice.ts';

/** How long a notice stays over the picture, in milliseconds: time to read a dozen words. */
const shownFor = 4000;

/** Says what just happened: to screen readers always, over the picture where nothing else shows it. */
export function NoticeLine(): JSX.Element {
  const latest = notice.value;
  const [gone, setGone] = useState(latest);
  useEffect(() => {
    const timer = setTimeout(() => setGone(latest), shownFor);
    return () => clearTimeout(timer);
  }, [latest]);
  const shown = latest.shown && gone !== latest;
  return (
    <p role="status" class={shown ? 'stage-notice' : 'stage-notice for-listeners'}>
      {latest.text}
    </p>
  );
}
