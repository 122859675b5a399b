/**
 * Takes keys of the desk for a page of its own until the answer is called: by the key that each act has by itself, whatever
 * key its reader chose, and not at all where they switched single keys off (`press.ts`). An act answers whether it did
 * anything; where not, the key means what it means everywhere.
 */
export function takeKeys(acts: Readonly<Record<string, () => boolean>>): () => void {
  const taken = (event: Event): void => {
    if (event instanceof CustomEvent && acts[String(event.detail)]?.()) event.preventDefault();
  };
  document.addEventListener("desk-key", taken);
  return () => document.removeEventListener("desk-key", taken);
}
