/** When `g` was pressed last, in milliseconds. */
export type KeyState = { goneAt: number };

/** Milliseconds in which a second key must follow `g`. */
const patience = 1500;

/**
 * The key that an act has by itself, for the key that was pressed; null where it means nothing, or where a second one
 * must follow. `changed`: what the reader moved (`changedKeys`).
 */
export function meant(
  state: KeyState,
  pressed: string,
  at: number,
  changed: Readonly<Record<string, string>>,
): string | null {
  const after = at - state.goneAt < patience ? `g ${pressed}` : pressed;
  state.goneAt = after === "g" ? at : Number.NEGATIVE_INFINITY;
  if (after === "g") return null;
  return (changed[after] ?? after) || null;
}
