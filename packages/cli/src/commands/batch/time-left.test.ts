import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, Speedometer } from './time-left.ts';

/** A clock that is turned by hand, in milliseconds. */
function handClock() {
  let at = 0;
  return { now: () => at, turn: (ms: number) => (at += ms) };
}

describe('the time left', () => {
  it('is what is left by the speed, when that does not change', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 500, noNaN: true }),
        fc.integer({ min: 5, max: 600 }),
        (perSecond, seconds) => {
          const clock = handClock();
          const speed = new Speedometer(clock.now);
          let done = 0;
          for (let second = 1; second <= seconds; second++) {
            clock.turn(1_000);
            done = Math.floor(perSecond * second);
            speed.note(done);
          }
          // Whole images: one more or less in the window.
          const slack = 1 / Math.min(seconds, 60) + 0.1 * perSecond;
          expect(Math.abs((speed.rate(done) ?? Number.NaN) - perSecond)).toBeLessThanOrEqual(slack);
        },
      ),
    );
  });

  it('follows a change of speed within a minute', () => {
    const clock = handClock();
    const speed = new Speedometer(clock.now);
    let done = 0;
    const go = (perSecond: number, seconds: number): void => {
      for (let second = 0; second < seconds; second++) {
        clock.turn(1_000);
        done += perSecond;
        speed.note(done);
      }
    };
    go(100, 600);
    go(10, 70);
    expect(speed.rate(done)).toBeCloseTo(10, 0);
    expect(speed.secondsLeft(done, 1_000)).toBeCloseTo(100, 0);
  });

  it('is not told before there is something to tell by, or while nothing gets done', () => {
    const clock = handClock();
    const speed = new Speedometer(clock.now);
    clock.turn(500);
    speed.note(10);
    expect(speed.secondsLeft(10, 100)).toBeUndefined();
    expect(speed.secondsLeft(10, 0)).toBe(0);
    for (let second = 0; second < 100; second++) {
      clock.turn(1_000);
      speed.note(10);
    }
    expect(speed.secondsLeft(10, 100)).toBeUndefined();
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [250, '4 min 10 s'],
    [3_599, '59 min 59 s'],
    [7_500, '2 h 5 min'],
    [86_400 * 3 + 3_600 * 4 + 59, '3 d 4 h'],
  ])('says %d as %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('never says 60 of a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 86_400 }), (seconds) => {
        expect(duration(seconds)).not.toMatch(/\b60 (s|min)|\b24 h/);
      }),
    );
  });
});
