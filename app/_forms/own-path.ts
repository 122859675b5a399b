/**
 * The path where it leads to a page of ours, else null: one slash first, plain characters only, so that no
 * address of another house can be smuggled in.
 */
export function ownPath(path: string | null | undefined): string | null {
  return path && /^\/(?!\/)[A-Za-z0-9_\-/]{0,200}$/.test(path) ? path : null;
}
