import type { Text } from "#app/_text/text.ts";

/** For whoever has not proved who they are in this browser: where they do, and that mail works too. */
export function ProveFirst({ reference, text }: { reference: string; text: Text }) {
  return (
    <p className="lede">
      {text.t.rich("dealings.proveFirst", {
        prove: (words) => <a href={`/r/${reference}/prove`}>{words}</a>,
      })}
    </p>
  );
}
