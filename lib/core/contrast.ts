/** A colour as the map and the stylesheets write it: `#0b5563`. */
export const colourShape = /^#[0-9a-fA-F]{6}$/;

type Channels = [number, number, number];

function channels(colour: string): Channels {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** Relative luminance, 0 to 1 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours stand apart, 1 (the same) to 21 (black on white); WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** A colour between two: `share` 0 is the first, 1 the second. */
export function mixed(one: string, other: string, share: number): string {
  const to = channels(other);
  const parts = channels(one).map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour moved towards `end` in small steps until it stands at least `least` apart from `ground`, or has arrived. */
export function movedUntil(colour: string, end: string, ground: string, least: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mixed(colour, end, share);
    if (contrast(tried, ground) >= least) return tried;
  }
  return end;
}
