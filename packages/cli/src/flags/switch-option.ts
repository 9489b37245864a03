import { Option } from 'commander';

/** `--NAME`, which has a `--no-NAME` beside it: help shows the two as one. */
export class SwitchOption extends Option {
  /** As it stands in help: `--[no-]NAME`. */
  readonly term: string;

  constructor(name: string, description: string) {
    super(`--${name}`, description);
    this.term = `--[no-]${name}`;
  }
}
