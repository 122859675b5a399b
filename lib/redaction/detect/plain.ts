const unseen = /[\p{Cf}\p{Variation_Selector}]|\u034f/u;
/** The wide forms of what addresses and numbers are written with: no marks that part sentences. */
const wide = /[\uff08\uff09\uff0b\uff0d-\uff19\uff20-\uff3a\uff3f\uff41-\uff5a]/u;
const odd = new RegExp(`${unseen.source}|${wide.source}`, "u");

/** A text as its letters read, and where each unit of it stands in the text as it was written. */
export type Plain = { text: string; placeOf: (at: number) => number };

const asItIs = (at: number) => at;

/**
 * Without what is not seen and with wide forms as the usual ones, so that an address with a soft hyphen in it or a wide @
 * is one. Most texts hold nothing of the kind and come back as they are.
 */
export function plain(written: string): Plain {
  if (!odd.test(written)) return { text: written, placeOf: asItIs };
  const places: number[] = [];
  let text = "";
  for (let at = 0; at < written.length; at++) {
    const char = written[at] ?? "";
    if (unseen.test(char)) continue;
    text += wide.test(char) ? String.fromCharCode(char.charCodeAt(0) - 0xfee0) : char;
    places.push(at);
  }
  return { text, placeOf: (at) => places[at] ?? written.length };
}
