import { Option } from 'commander';

/** A flag whose values are known, and read by a parser of its own. */
export class ListedOption extends Option {
  readonly values: readonly string[];

  constructor(flags: string, description: string, values: readonly string[]) {
    super(flags, description);
    this.values = values;
  }
}

/** The values that a flag takes, where they are a list. */
export function acceptedValues(option: Option): readonly string[] | undefined {
  return option instanceof ListedOption ? option.values : option.argChoices;
}
