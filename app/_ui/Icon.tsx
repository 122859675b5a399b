/** Outlines in the manner of Phosphor (regular, 256 units). Those that point somewhere mirror in right-to-left. */
const glyphs = {
  caret: { path: "M160 208 80 128l80-80", points: true },
  arrow: { path: "M40 128h176M144 56l72 72-72 72", points: true },
  warning: {
    path: "M128 104v40M113 40 21 200a17 17 0 0 0 15 24h184a17 17 0 0 0 15-24L143 40a17 17 0 0 0-30 0M128 180v2",
    points: false,
  },
  check: { path: "m40 144 56 56L224 72", points: false },
  download: { path: "M86 110l42 42 42-42M128 40v112M216 152v56H40v-56", points: false },
} as const;

export type IconName = keyof typeof glyphs;

/** A decorative glyph: the words beside it say the same. */
export function Icon({ name }: { name: IconName }) {
  const { path, points } = glyphs[name];
  return (
    <svg
      className={points ? "icon icon-points" : "icon"}
      viewBox="0 0 256 256"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}
