import { beforeEach, describe, expect, it } from 'vitest';
import { needTerminal, openProgram, openTerminal } from './terminal.ts';

beforeEach(needTerminal);

describe('the terminal of the tests', () => {
  it('shows what a person sees, and tells what the program exited with', async () => {
    await using terminal = await openTerminal(['detect', 'none.png', '--local']);
    expect(await terminal.exit).toBe(1);
    expect(terminal.screen()).toEqual(['error: none.png: no such file']);
    expect(terminal.isStyled()).toBe(true);
    expect(terminal.hasCursor()).toBe(true);
  });

  it('types, and tells the program how wide it is', async () => {
    const program = `
      process.stdout.write('\\u001b[?25l');
      process.on('SIGWINCH', () => console.log('columns:', String(process.stdout.columns)));
      process.stdin.on('data', (data) => console.log('read:', String(data).trim()));
      console.log('ready', process.stdin.isTTY);
    `;
    await using terminal = await openProgram(process.execPath, ['-e', program], { columns: 30 });
    await terminal.until((lines) => lines.some((line) => line.startsWith('ready')));
    expect(terminal.hasCursor()).toBe(false);
    terminal.resize(50, 10);
    await terminal.until((lines) => lines.includes('columns: 50'));
    terminal.write('a page\r');
    await terminal.until((lines) => lines.includes('read: a page'));
    terminal.write('\u0003');
    expect(await terminal.exit).toBe(130);
  });

  it('says what is on the screen when it never becomes what is waited for', async () => {
    await using terminal = await openProgram(process.execPath, ['-e', 'console.log("all there is")']);
    await expect(terminal.until(() => false)).rejects.toThrow(/ended with 0.*\nall there is$/s);
  });
});
