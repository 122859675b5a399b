const one = "today|\\d{4}-\\d{2}-\\d{2}|[+-]?\\d{1,4}[dwm]";
const shape = new RegExp(`^(?:(?:[<>]=?|=)?(?:${one})|(?:${one})?\\.\\.(?:${one})?)$`);

/**
 * Whether a text is a test of days: `<14d`, `>=2026-12-01`, `today`, `4w`, `2026-12-01..2026-12-31`. What it means is told
 * by `spanOf`, which knows today; this one is all that a browser needs.
 */
export function isDayTest(text: string): boolean {
  if (!shape.test(text) || text === "..") return false;
  return (text.match(/\d{4}-\d{2}-\d{2}/g) ?? []).every((day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  });
}
