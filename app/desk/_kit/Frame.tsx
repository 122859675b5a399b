import type { ReactNode } from "react";
import type { Staff } from "#app/_auth/staff.ts";
import { currentMap } from "#lib/map/current.ts";
import { SignedIn } from "./Bar.tsx";
import { KeyHelp } from "./KeyHelp.tsx";
import { keyOf, Places } from "./Places.tsx";

/** The frame of every desk page but the queue: where one is, the way back, who one is. */
export function Frame({
  title,
  staff,
  back,
  children,
}: {
  title: string;
  staff: Staff;
  back: { href: string; words: string };
  children: ReactNode;
}) {
  const company = currentMap().company.name;
  return (
    <>
      <title>{`${title}, ${company} privacy desk`}</title>
      <nav className="desk-bar" aria-label="Desk">
        <p className="side-name">{company} privacy</p>
        <a href={back.href} data-key="u" data-key-too={keyOf(back.href)}>
          {back.words} <kbd>u</kbd>
        </a>
        <Places staff={staff} except={back.href} />
        <div className="desk-head-end">
          <KeyHelp />
          <SignedIn staff={staff} />
        </div>
      </nav>
      <main id="main" className="desk-page">
        {children}
      </main>
    </>
  );
}
