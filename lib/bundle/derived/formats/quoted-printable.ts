const widest = 75;

/**
 * A text as quoted-printable (RFC 2045, 6.7) with `\n` as its line end. Every octet comes back when it is decoded, lone
 * surrogates aside. A line that an mbox would take for the start of a message has its first letter encoded.
 */
export function quotedPrintable(text: string): string {
  return text
    .toWellFormed()
    .split(/\r\n|\n/)
    .map(encodedLine)
    .join("\n");
}

function encodedLine(line: string): string {
  const bytes = Buffer.from(line);
  const isSeparator = /^>*From /.test(line);
  let out = "";
  let width = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const isLast = at === bytes.length - 1;
    const isPlain = byte >= 33 && byte <= 126 && byte !== 61 && !(at === 0 && isSeparator);
    const isInnerSpace = byte === 32 && !isLast;
    const unit =
      isPlain || isInnerSpace
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (width + unit.length > widest) {
      out += "=\n";
      width = 0;
      // Behind a soft line end the rest begins a line of the file again.
      if (unit === "F" || unit === ">") {
        out += unit === "F" ? "=46" : "=3E";
        width = 3;
        continue;
      }
    }
    out += unit;
    width += unit.length;
  }
  return out;
}
