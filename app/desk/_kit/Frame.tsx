import type { ReactNode } from "react";
import type { Staff } from "#app/_auth/staff.ts";
import { currentMap } from "#lib/map/current.ts";
import { DeskTools } from "./DeskTools.tsx";
import { placeOf } from "./places.ts";
import { Side } from "./Side.tsx";

/**
 * The frame of every desk page: the side navigation, the way back, keys and commands. `wide`: the page has a head of its
 * own with `DeskTools` in it, and takes the whole width, as the queue does. `here`: the view, or the address of the place
 * that is marked in the navigation, where that is not the one that the title or the way back names.
 */
export function Frame({
  title,
  staff,
  back,
  here = placeOf(title, back?.href),
  wide = false,
  children,
}: {
  title: string;
  staff: Staff;
  back?: { href: string; words: string };
  here?: string | null;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="shell">
      <title>{`${title}, ${currentMap().company.name} privacy desk`}</title>
      <a className="shell-skip" href="#main">
        Skip to the page
      </a>
      <Side staff={staff} here={here} />
      <div className="shell-room">
        <header className={wide ? "shell-top shell-top-wide" : "shell-top"}>
          <button type="button" className="button button-second button-small shell-open" popoverTarget="side">
            Menu
          </button>
          {back ? (
            <a href={back.href} className="shell-back" data-key="Escape">
              {back.words} <kbd>Esc</kbd>
            </a>
          ) : null}
          {wide ? null : <DeskTools staff={staff} />}
        </header>
        <main id="main" className={wide ? "shell-wide" : "desk-page"}>
          {children}
        </main>
      </div>
    </div>
  );
}
