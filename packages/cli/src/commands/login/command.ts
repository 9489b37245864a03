import { Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { LoginFlags } from './run.ts';

const examples = `
Examples:
  detect-regions login
  detect-regions login --profile work --base-url https://ocr.example.com
  detect-regions login --client-id ID < secret.txt
  pass show ocr-token | detect-regions login --with-token
  detect-regions login --status`;

/** `login`: keeps credentials, shows which would be used, and forgets them. */
export function loginCommand({ done }: CommandContext): Command {
  return new Command('login')
    .description(
      'Keep the credentials of a service in a file that only you can read, once the service has given a token for ' +
        'them, which is not billed. The secret is asked for, or read from standard input; it is never an argument, ' +
        'which other users of the machine could see.',
    )
    .option('--profile <name>', 'The name to keep them under (default: DETECT_REGIONS_PROFILE, or default).')
    .option(
      '--base-url <url>',
      "Address of the service, the only one that they are sent to (default: the profile's, or else the cloud).",
    )
    .option('--client-id <id>', 'Id of the client; its secret is then the only question.')
    .addOption(
      new Option('--with-token', 'Keep an access token, instead of id and secret.').conflicts('clientId'),
    )
    .option('--no-check', 'Keep them as they are: ask the service for no token.')
    .addOption(
      new Option('--status', 'Show which credentials would be used, and where they are from.').conflicts([
        'clientId',
        'withToken',
        'remove',
      ]),
    )
    .addOption(new Option('--remove', 'Forget the profile.').conflicts(['clientId', 'withToken', 'baseUrl']))
    .addHelpText('after', examples)
    .action(async (flags: LoginFlags) => {
      const { login } = await import('./run.ts');
      done(await login(flags));
    });
}
