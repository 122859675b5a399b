/** The end of an axis: a round number that is not below the largest value; 1 where all are nothing. */
export function roundedTop(largest: number): number {
  if (largest <= 1) return 1;
  const size = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * size >= largest) ?? 10;
  return Math.ceil(step * size);
}

/** Round places along an axis, its end among them. */
export function ticksOf(top: number): number[] {
  const parts = [4, 3, 5, 2].find((count) => Number.isInteger(top / count)) ?? 1;
  return Array.from({ length: parts + 1 }, (_, at) => (top * at) / parts);
}

/** A part of a whole as SVG writes it; nothing of nothing is 0 %. */
export function percent(value: number, whole: number): string {
  return whole <= 0 ? "0%" : `${Math.round((Math.min(value, whole) / whole) * 10_000) / 100}%`;
}

/** 0 to 4: how far a value is between the smallest and the largest. */
export function stepOf(value: number, smallest: number, largest: number): number {
  if (largest <= smallest) return 0;
  return Math.min(4, Math.floor(((value - smallest) / (largest - smallest)) * 5));
}
