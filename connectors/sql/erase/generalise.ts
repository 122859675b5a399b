import type { Kind } from "./kind.ts";

type Coarser = "year" | "month" | "region" | "ten" | "hundred";

/** A coarser value of which many have the same; null where the value is not of that sort. */
export function generalised(value: string, how: Coarser, kind: Kind): string | null {
  switch (how) {
    case "year":
    case "month":
      return period(value, how, kind);
    case "ten":
      return rounded(value, 1, kind);
    case "hundred":
      return rounded(value, 2, kind);
    case "region":
      return region(value);
  }
}

function period(value: string, how: "year" | "month", kind: Kind): string | null {
  const [, year, month] = /^(\d{4})(?:-(\d\d)(?:-\d\d(?:[ T].*)?)?)?$/.exec(value) ?? [];
  if (year === undefined) return null;
  if (kind.is !== "text") return `${year}-${how === "year" ? "01" : (month ?? "01")}-01`;
  // A text that says less already is not made to say more.
  return how === "year" || month === undefined ? year : `${year}-${month}`;
}

/** Downwards in size, so that what has been rounded stays as it is. */
function rounded(value: string, places: number, kind: Kind): string | null {
  const [, sign = "", digits, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(value) ?? [];
  if (digits === undefined) return null;
  const kept = digits.length <= places ? "0" : digits.slice(0, -places) + "0".repeat(places);
  const text = /^0+$/.test(kept) ? "0" : sign + kept;
  return kind.is === "text" || rest === undefined ? text : `${text}${rest.replace(/\d/g, "0")}`;
}

/** `10115` → `10000`, `94110-1234` → `94000-0000`, `D02 X285` → `D02`, `SW1A 1AA` → `SW1`. */
function region(value: string): string | null {
  const text = value.trim();
  if (!/\d/.test(text)) return null;
  if (!/\p{L}/u.test(text)) {
    let seen = 0;
    return text.replace(/\d/g, (digit) => (++seen <= 2 ? digit : "0"));
  }
  return (text.split(/[\s-]/)[0] ?? "").slice(0, 3);
}
