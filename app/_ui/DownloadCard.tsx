import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** The file: what it is, what is in it, how long it waits, and the one button. */
export function DownloadCard({
  facts,
  contents,
  href,
  button,
  hint,
}: {
  facts: { label: string; value: ReactNode }[];
  contents: { title: string; rows: { id: string; title: string; amount: string }[] };
  href: string;
  button: string;
  hint: string;
}) {
  return (
    <section className="download">
      <dl className="download-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{contents.title}</h2>
      <dl className="systems">
        {contents.rows.map(({ id, title, amount }) => (
          <div key={id}>
            <dt dir="auto">{title}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
      <p className="download-act">
        <a className="button" href={href}>
          <Icon name="download" />
          {button}
        </a>
        <span className="hint">{hint}</span>
      </p>
    </section>
  );
}
