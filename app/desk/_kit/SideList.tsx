/** A link of the side navigation. `hot`: its count asks for somebody; `key`: what leads there. */
export type SideLink = {
  href: string;
  words: string;
  count: number | null;
  here: boolean;
  hot?: boolean;
  key?: string;
};

/** One part of the side navigation. */
export function SideList({ title, links }: { title?: string; links: readonly SideLink[] }) {
  if (links.length === 0) return null;
  return (
    <>
      {title ? <h2 className="shell-title">{title}</h2> : null}
      <ul>
        {links.map(({ href, words, count, here, hot, key }) => (
          <li key={href}>
            <a href={href} aria-current={here ? "page" : undefined} data-key={key} data-words={words}>
              <span className="shell-words">{words}</span>
              {count === null ? null : (
                <span className={hot && count > 0 ? "hot" : "faint"}>{count.toLocaleString("en-GB")}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
