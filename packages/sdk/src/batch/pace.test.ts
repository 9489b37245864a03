import { expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { Pace } from './pace.ts';

it('halves once for refusals that come together, and never goes below one', async () => {
  const clock = new FakeClock();
  const pace = new Pace(clock, 16);
  for (let refusal = 0; refusal < 16; refusal++) pace.refused(200);
  expect(pace.allowed).toBe(8);
  for (let round = 0; round < 9; round++) {
    await clock.advance(pace.hold);
    pace.refused(0);
  }
  expect(pace.allowed).toBe(1);
});

it('holds for as long as the service asks, and for a second at least', async () => {
  const clock = new FakeClock();
  const pace = new Pace(clock, 4);
  expect(pace.hold).toBe(0);
  pace.refused(0);
  expect(pace.hold).toBe(1_000);
  pace.refused(5_000);
  await clock.advance(1_000);
  expect(pace.hold).toBe(4_000);
});

it('allows one more after a round of images that went well, up to the most', async () => {
  const clock = new FakeClock();
  const pace = new Pace(clock, 8);
  pace.refused(0);
  for (let image = 0; image < 100; image++) pace.succeeded();
  expect(pace.allowed).toBe(4);
  await clock.advance(1_000);
  for (let image = 0; image < 5; image++) pace.succeeded();
  expect(pace.allowed).toBe(5);
  for (let image = 0; image < 100; image++) pace.succeeded();
  expect(pace.allowed).toBe(8);
});
