/** One way to go on with what is typed: `insert` takes the place of what stands from `start` to `end`. */
export type Proposal = { start: number; end: number; insert: string; words: string };

/** Milliseconds after the last key before the server is asked. */
const rest = 60;

/**
 * What could stand where the cursor is. The text goes in the body of a request, never in an address. Null where a later
 * key made the question void, or where the server cannot be reached.
 */
export async function proposals(text: string, at: number, signal: AbortSignal): Promise<Proposal[] | null> {
  try {
    await new Promise((done) => setTimeout(done, rest));
    if (signal.aborted) return null;
    const answer = await fetch("/desk/search/suggest", {
      method: "POST",
      signal,
      body: new URLSearchParams({ q: text, at: String(at) }),
    });
    if (!answer.ok || answer.redirected) return null;
    return (await answer.json()) as Proposal[];
  } catch {
    return null;
  }
}
