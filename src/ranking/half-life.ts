export const msPerDay = 86_400_000;

/** Half as much for each half-life that has gone by; whole where none has begun. */
export function halved(ms: number, halfLifeDays: number): number {
  return 2 ** (-(Math.max(0, ms) / msPerDay) / halfLifeDays);
}
