/** Texts of manuals and examples. Compared without case and without what is neither letter nor digit. */
const fromExamples =
  /changeme|example|secret|password|habeas|nextauth|replaceme|yourkey|default|insecure|abcdef|123456|qwerty/;

/**
 * Why bytes are no random key, or null. A fair draw of 32 bytes fails one of these less than once in 10^12.
 */
export function whyNotRandom(bytes: Uint8Array): string | null {
  const distinct = new Set(bytes).size;
  if (distinct === 1) return "is the same byte over and over";
  if (distinct < Math.min(16, Math.ceil(bytes.length / 2))) return "repeats itself";
  if (isRow(bytes)) return "counts up or down";
  if (repeats(bytes)) return "repeats itself";
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return "was typed by a person, not drawn at random";
  return null;
}

/** Why a text is no good secret, or null. `least`: its shortest length. */
export function whyWeak(text: string, least: number): string | null {
  if (text.length < least) return `must have at least ${least} letters`;
  if (new Set(text).size < Math.min(10, Math.ceil(text.length / 3))) return "repeats itself";
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  // A random text can hold such a word by chance; one that is mostly such words is none.
  const left = plain.replaceAll(new RegExp(fromExamples, "g"), "");
  if (left.length < Math.max(12, plain.length / 2)) return "is that of an example";
  return repeats(Buffer.from(text)) ? "repeats itself" : null;
}

/** Each byte one more, or one less, than the one before. */
function isRow(bytes: Uint8Array): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff;
  return (
    (step === 1 || step === 255) &&
    bytes.every((byte, i) => i === 0 || ((byte - (bytes[i - 1] ?? 0)) & 0xff) === step)
  );
}

/** A short piece written again and again, cut off anywhere. */
function repeats(bytes: Uint8Array): boolean {
  for (let period = 1; period <= bytes.length / 2; period++)
    if (bytes.every((byte, i) => i < period || byte === bytes[i - period])) return true;
  return false;
}
