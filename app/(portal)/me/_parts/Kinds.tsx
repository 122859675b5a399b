import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import { Details } from "#app/_ui/Details.tsx";
import type { KindInWords } from "./place.ts";

/** Kinds of data under what sort of data they are, in the order in which people look for them. */
export function Kinds({
  kinds,
  text,
  more,
}: {
  kinds: readonly KindInWords[];
  text: Text;
  /** What stands under a kind besides the map's words, and how much of it there is. */
  more?: (kind: KindInWords) => { amount: string; ways: ReactNode };
}) {
  const sorts = new Map<string, KindInWords[]>();
  for (const kind of kinds) sorts.set(kind.category, [...(sorts.get(kind.category) ?? []), kind]);
  return [...sorts].map(([sort, some]) => (
    <section key={sort} aria-labelledby={`sort-${sort}`} className="me-sort">
      <h3 id={`sort-${sort}`}>{some[0]?.categoryName}</h3>
      {some.map((kind) => {
        const { amount, ways } = more?.(kind) ?? { amount: "", ways: null };
        return (
          <Details key={kind.id} summary={summaryOf(kind, amount, text)}>
            <KindWords kind={kind} text={text} />
            {ways}
          </Details>
        );
      })}
    </section>
  ));
}

const summaryOf = ({ label, system }: KindInWords, amount: string, { t }: Text) =>
  `${t("me.data.place", { kind: label, system })}${amount === "" ? "" : `: ${amount}`}`;

function KindWords({ kind, text: { t } }: { kind: KindInWords; text: Text }) {
  const rows = [
    [t("me.data.why"), kind.why],
    [t("me.data.from"), kind.from],
    [t("me.data.until"), kind.until],
  ] as const;
  return (
    <>
      {kind.special ? <p>{t("me.data.special")}</p> : null}
      <dl className="me-about">
        {rows.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{words}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("me.data.who")}</dt>
          <dd>
            {kind.who.length === 0 ? (
              t("me.data.nobody")
            ) : (
              <ul>
                {kind.who.map((one) => (
                  <li key={one}>
                    <bdi>{one}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
      <p className="hint">{t("me.data.where", { country: kind.country })}</p>
    </>
  );
}
