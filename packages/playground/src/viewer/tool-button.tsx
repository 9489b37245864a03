import type { JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** A button of a tool bar. */
export interface ToolButtonProps {
  readonly icon: IconName;
  /** What it does, in words. */
  readonly label: string;
  /** The key that does the same, where there is one. */
  readonly keys?: string;
  /** Whether it is switched on; absent where it is no switch. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

/** A button with an icon. It keeps its place in the order of the Tab key when there is nothing for it to do. */
export function ToolButton({ icon, label, keys, pressed, disabled, onPress }: ToolButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-pressed={pressed}
      aria-disabled={disabled ? 'true' : undefined}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
