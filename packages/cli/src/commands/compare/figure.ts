/** A figure from 0 to 1 with three decimals; only what is 1 reads as 1. */
export function figure(value: number): string {
  return (value < 1 ? Math.min(value, 0.999) : 1).toFixed(3);
}
