import { defaultSettings, dsrModes, languages, type Settings, settings } from '@detect-regions/spec';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { flagTerm } from '../help.ts';
import { longListsHelp, settingFlags, settingsFrom } from './setting-flags.ts';

function parse(...argv: string[]): Partial<Settings> {
  const command = new Command().exitOverride().configureOutput({ writeErr() {} });
  for (const flag of settingFlags()) command.addOption(flag);
  return settingsFrom(command.parse(argv, { from: 'user' }).opts());
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('settings as flags', () => {
  it('has a flag for every setting of the spec, with its description and default', () => {
    const shown = settingFlags().filter(({ hidden }) => !hidden);
    expect(shown.map((flag) => flag.attributeName())).toEqual(Object.keys(settings));
    for (const flag of shown) {
      const { description, default: standard } = settings[flag.attributeName() as keyof Settings];
      expect(flag.description).toContain(description.split('`')[0]);
      expect(flag.description).toMatch(/default: \w+\)$/);
      if (typeof standard === 'string') expect(flag.description).toContain(`default: ${standard})`);
    }
  });

  it('sets only what is given', () => {
    expect(parse()).toEqual({});
    expect(parse('--rotate', '-90', '--make-upsampling')).toEqual({ rotate: -90, makeUpsampling: true });
  });

  it.each(Object.values(settings))('accepts the default of $name and gives its type', (setting) => {
    const { name } = setting;
    const flag = `--${kebab(name)}`;
    const argv = setting.type === 'boolean' ? [flag] : [flag, String(setting.default)];
    expect(parse(...argv)).toEqual({ [name]: setting.type === 'boolean' ? true : defaultSettings[name] });
  });

  it.each(['make-skew-correct', 'make-binarization', 'make-contrast-correction', 'make-upsampling'])(
    'switches %s off with --no-',
    (flag) => {
      expect(Object.values(parse(`--no-${flag}`))).toEqual([false]);
    },
  );

  it('takes values in either case, and sends them as the spec writes them', () => {
    expect(parse('--dsr-mode', 'linedetector', '--language', 'hwt_eng')).toEqual({
      dsrMode: 'LineDetector',
      language: 'HWT_ENG',
    });
  });

  it('suggests the nearest value, and lists what is accepted', () => {
    expect(() => parse('--dsr-mode', 'LineDetect')).toThrow(
      `Did you mean LineDetector? Accepted: ${dsrModes.join(', ')}.`,
    );
    expect(() => parse('--language', 'Ukrainian')).toThrow(
      `Did you mean Ukrainan? ${languages.length} values are accepted; --help lists them.`,
    );
    expect(() => parse('--dsr-confidence', 'xyzzy')).toThrow(/is invalid\. Accepted: Default, /);
  });

  it.each(['1.5', 'abc', '', ' ', '0x', '1e99', 'Infinity', 'NaN'])('refuses to rotate by "%s"', (value) => {
    expect(() => parse('--rotate', value)).toThrow('--rotate must be a whole number');
  });

  it('shows the two flags of a boolean as one', () => {
    const terms = settingFlags().map(flagTerm);
    expect(terms).toContain('--[no-]make-skew-correct');
    expect(terms).toContain('--dsr-mode <name>');
  });

  it('lists the values that are too many to stand beside their flag', () => {
    expect(longListsHelp()).toBe(`Values of --language: ${languages.join(', ')}`);
  });
});
