import type { HiddenPage } from "#lib/redaction/read.ts";
import { requestAddress } from "../_kit/address.ts";
import { ruleWords } from "./words.ts";

/** What was found by rule, and the other ways to look at it: the records themselves, and what changes in them. */
export function Rail({ hidden, here }: { hidden: HiddenPage; here: string }) {
  const base = requestAddress(hidden.reference, "/hidden");
  const link = (href: string, words: string, count?: string) => (
    <li key={href}>
      <a href={href} aria-current={href === here ? "page" : undefined}>
        {words}
        {count ? <span className="faint">{count}</span> : null}
      </a>
    </li>
  );
  const open = hidden.things - hidden.decided;
  return (
    <nav className="hidden-rail" aria-label="Findings">
      <h2>Findings</h2>
      <ul>
        {link(base, "All", hidden.things.toLocaleString("en-GB"))}
        {link(`${base}?open=1`, "Not decided", open.toLocaleString("en-GB"))}
        {hidden.byRule.map(({ rule, things, open }) =>
          link(
            `${base}?rule=${rule}`,
            ruleWords[rule],
            open > 0 ? `${open} of ${things}` : things.toLocaleString("en-GB"),
          ),
        )}
        {link(`${base}/changes`, "Before and after")}
      </ul>
      <h2>Records</h2>
      {[...Map.groupBy(hidden.collections, (one) => one.systemTitle)].map(([title, some]) => (
        <details key={title} open={some.length < 6}>
          <summary>{title}</summary>
          <ul>
            {some.map(({ system, collection, label }) =>
              link(`${base}/records/${encodeURIComponent(system)}/${encodeURIComponent(collection)}`, label),
            )}
          </ul>
        </details>
      ))}
    </nav>
  );
}
