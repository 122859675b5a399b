import { contrast, mixed, movedUntil } from "#lib/core/contrast.ts";
import type { Theme } from "./schema.ts";

/** The colours of tokens.css that a theme changes or that stand on what it changes. */
export const houseColours = {
  light: {
    paper: "#fbf9f4",
    sheet: "#ffffff",
    sunken: "#f3efe6",
    ink: "#17242c",
    "ink-2": "#44525a",
    "ink-3": "#5f6b71",
    control: "#857e70",
    harbour: "#0b5563",
    "harbour-hover": "#083f4a",
    "harbour-tint": "#e3eff0",
    "on-harbour": "#ffffff",
    "ochre-bar": "#b87400",
    brick: "#9b2318",
  },
  dark: {
    paper: "#12191d",
    sheet: "#182126",
    sunken: "#0d1316",
    ink: "#e9e6dd",
    "ink-2": "#b4bbbc",
    "ink-3": "#8e999c",
    control: "#6c787c",
    harbour: "#7cc7d3",
    "harbour-hover": "#a9dde5",
    "harbour-tint": "#12292e",
    "on-harbour": "#12191d",
    "ochre-bar": "#f0c36a",
    brick: "#f5a79c",
  },
} as const;

export type Shade = keyof typeof houseColours;
export type Palette = Record<keyof (typeof houseColours)["light"], string>;

/** Running text on a dark page is easier to read the further it stands apart; what we derive ourselves keeps this. */
const derivedContrast = 7;

/** Every colour of a page in one shade, with those of the theme and what follows from them. */
export function paletteOf(theme: Theme, shade: Shade): Palette {
  const base: Palette = houseColours[shade];
  const dark = shade === "dark";
  const paper = (dark ? theme.paper_dark : theme.paper) ?? base.paper;
  const sunken =
    paper === base.paper ? base.sunken : mixed(paper, dark ? "#000000" : base.ink, dark ? 0.3 : 0.05);
  const said = dark ? theme.accent_dark : theme.accent;
  const harbour = said ?? (dark && theme.accent ? lightened(theme.accent, paper) : base.harbour);
  if (harbour === base.harbour) return { ...base, paper, sunken };
  const ends = dark ? [base.paper, "#ffffff"] : ["#ffffff", base.ink];
  return {
    ...base,
    paper,
    sunken,
    harbour,
    "harbour-hover": mixed(harbour, dark ? "#ffffff" : "#000000", 0.25),
    "harbour-tint": mixed(base.sheet, harbour, 0.08),
    "on-harbour": best(ends, harbour),
  };
}

const lightened = (accent: string, paper: string) => movedUntil(accent, "#ffffff", paper, derivedContrast);

const best = (choices: readonly string[], ground: string): string =>
  [...choices].sort((a, b) => contrast(b, ground) - contrast(a, ground))[0] ?? "#ffffff";

type Name = keyof Palette;
/** What stands on what, and how far apart it must stand: 4.5 for text, 3 for the edges of controls (WCAG 1.4.3, 1.4.11). */
const pairs: readonly {
  front: Name;
  ground: Name;
  least: 4.5 | 3;
  what: string;
  because: "accent" | "paper";
}[] = [
  { front: "harbour", ground: "paper", least: 4.5, what: "links on the page", because: "accent" },
  { front: "harbour", ground: "sheet", least: 4.5, what: "links in boxes", because: "accent" },
  {
    front: "harbour",
    ground: "sunken",
    least: 4.5,
    what: "links in the foot of the page",
    because: "accent",
  },
  { front: "harbour", ground: "harbour-tint", least: 4.5, what: "links on the tint", because: "accent" },
  { front: "on-harbour", ground: "harbour", least: 4.5, what: "words on buttons", because: "accent" },
  {
    front: "on-harbour",
    ground: "harbour-hover",
    least: 4.5,
    what: "words on a button under the pointer",
    because: "accent",
  },
  { front: "ink", ground: "paper", least: 4.5, what: "text on the page", because: "paper" },
  { front: "ink-2", ground: "sunken", least: 4.5, what: "text in the foot of the page", because: "paper" },
  { front: "ink-3", ground: "paper", least: 4.5, what: "small text on the page", because: "paper" },
  { front: "brick", ground: "paper", least: 4.5, what: "error messages on the page", because: "paper" },
  { front: "control", ground: "paper", least: 3, what: "edges of fields on the page", because: "paper" },
  {
    front: "ochre-bar",
    ground: "paper",
    least: 3,
    what: "the bar of the deadline on the page",
    because: "paper",
  },
];

/** A pair of a theme that cannot be read well. `key`: what in the theme is to be changed. `ratio` is rounded down. */
export type Weak = {
  key: keyof Theme;
  what: string;
  front: string;
  ground: string;
  ratio: number;
  least: number;
};

/** Every pair of a theme that stands too close together, in light and in dark. */
export function weakPairs(theme: Theme): Weak[] {
  return (["light", "dark"] as const).flatMap((shade) => {
    const palette = paletteOf(theme, shade);
    return pairs.flatMap(({ front, ground, least, what, because }): Weak[] => {
      const ratio = contrast(palette[front], palette[ground]);
      if (ratio >= least) return [];
      const key = toChange(theme, shade, because);
      const colours = { front: palette[front], ground: palette[ground] };
      return [{ key, what: `${what} in ${shade}`, ...colours, ratio: Math.floor(ratio * 100) / 100, least }];
    });
  });
}

/** The colour that was written, of those that make a pair. */
function toChange(theme: Theme, shade: Shade, because: "accent" | "paper"): keyof Theme {
  const [first, other] =
    because === "accent" ? (["accent", "paper"] as const) : (["paper", "accent"] as const);
  const here = (part: "accent" | "paper"): keyof Theme => (shade === "dark" ? `${part}_dark` : part);
  const choices = [here(first), here(other), first, other];
  return choices.find((key) => theme[key] !== undefined) ?? here(first);
}

/** The variables that a theme changes, as a stylesheet: on screens only, so that paper stays black on white. */
export function stylesheetOf(theme: Theme): string {
  const rules = (shade: Shade) =>
    Object.entries(paletteOf(theme, shade))
      .filter(([name, value]) => value !== houseColours[shade][name as Name])
      .map(([name, value]) => `--${name}:${value}`)
      .join(";");
  const light = rules("light");
  const dark = rules("dark");
  return [
    "@layer tokens,brand,base,parts,pages,desk;",
    "@layer brand{",
    ...(light ? [`@media screen and (prefers-color-scheme:light){:root{${light}}}`] : []),
    ...(dark ? [`@media screen and (prefers-color-scheme:dark){:root{${dark}}}`] : []),
    "}",
  ].join("\n");
}
