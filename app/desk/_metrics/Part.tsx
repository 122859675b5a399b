import type { ReactNode } from "react";

/** One part of the page: a heading, what it says in a sentence, and the chart; or words where there is nothing. */
export function Part({
  id,
  title,
  words,
  empty,
  children,
}: {
  id: string;
  title: string;
  words: string;
  empty?: string | null;
  children?: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="metrics-part">
      <h2 id={id}>{title}</h2>
      {empty ? (
        <p className="faint">{empty}</p>
      ) : (
        <>
          <p className="metrics-words">{words}</p>
          {children}
        </>
      )}
    </section>
  );
}
