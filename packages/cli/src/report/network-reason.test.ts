import { describe, expect, it } from 'vitest';
import { networkReason } from './network-reason.ts';

const failed = (cause: unknown): Error => new Error('postToken got no answer.', { cause });
const systemError = (code: string, facts: object = {}): Error =>
  Object.assign(new Error(code), { code, ...facts });

describe('networkReason', () => {
  it('is the deepest cause, with the address', () => {
    const refused = systemError('ECONNREFUSED', { address: '127.0.0.1', port: 1 });
    expect(networkReason(failed(new TypeError('fetch failed', { cause: refused })))).toBe(
      '127.0.0.1:1: nothing listens there',
    );
  });

  it('is the first of several, where IPv6 and IPv4 were tried', () => {
    const both = new AggregateError([
      systemError('ENETUNREACH', { address: '::1' }),
      systemError('ECONNREFUSED'),
    ]);
    expect(networkReason(failed(both))).toBe('::1: this machine has no network');
  });

  it('names a host that is not known', () => {
    expect(networkReason(systemError('ENOTFOUND', { hostname: 'nowhere.example' }))).toContain(
      'nowhere.example: ',
    );
  });

  it.each([
    [undefined],
    ['text'],
    [new Error('plain')],
    [systemError('EWHATEVER')],
    [systemError('toString')],
  ])('is not known of %s', (error) => expect(networkReason(error)).toBeUndefined());

  it('comes to an end where causes go round', () => {
    const round = new Error('round');
    round.cause = round;
    expect(networkReason(round)).toBeUndefined();
  });
});
