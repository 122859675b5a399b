import type { ReactNode } from "react";
import type { Staff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import type { SystemView } from "#lib/map/systems/read.ts";
import { systemAddress } from "./address.ts";
import { StateMark } from "./StateMark.tsx";

export type Part =
  | "overview"
  | "connect"
  | "check"
  | "draft"
  | "map"
  | "test"
  | "enable"
  | "versions"
  | "history";

const parts: { part: Part; title: string; path: string; onDesk: boolean; manage: boolean }[] = [
  { part: "overview", title: "Overview", path: "", onDesk: false, manage: false },
  { part: "connect", title: "Connect", path: "/connect", onDesk: true, manage: true },
  { part: "check", title: "Check", path: "/check", onDesk: false, manage: false },
  { part: "draft", title: "Draft", path: "/draft", onDesk: true, manage: true },
  { part: "map", title: "Map", path: "/map", onDesk: false, manage: false },
  { part: "test", title: "Test", path: "/test", onDesk: false, manage: true },
  { part: "enable", title: "Enable", path: "/enable", onDesk: true, manage: true },
  { part: "versions", title: "Versions", path: "/versions", onDesk: true, manage: false },
  { part: "history", title: "History", path: "/history", onDesk: false, manage: false },
];

/** The frame of every page about one system: which one, how it stands, and its pages in the order of the work. */
export async function SystemFrame({
  staff,
  view,
  part,
  title,
  mayManage,
  children,
}: {
  staff: Staff;
  view: SystemView;
  part: Part;
  title: string;
  mayManage: boolean;
  children: ReactNode;
}) {
  const shown = parts.filter((one) => (mayManage || !one.manage) && (view.keptIn === "desk" || !one.onDesk));
  return (
    <Frame
      title={part === "overview" ? view.title : `${title}, ${view.title}`}
      staff={staff}
      back={{ href: "/desk/systems", words: "Systems" }}
    >
      <header className="system-head">
        <p className="system-name">
          {part === "overview" ? null : (
            <>
              <bdi>{view.title}</bdi>{" "}
            </>
          )}
          <StateMark state={view.state} />
          {view.keptIn === "file" ? <span className="faint">kept in the file of the data map</span> : null}
          {view.newest ? (
            <span className="faint">version {view.newest.version} is not in force yet</span>
          ) : null}
        </p>
        <h1>{title}</h1>
        <nav className="system-parts" aria-label="Pages of this system">
          <ol>
            {shown.map((one) => (
              <li key={one.part}>
                <a
                  href={systemAddress(view.id, one.path)}
                  aria-current={one.part === part ? "page" : undefined}
                >
                  {one.title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </header>
      <NoticeBox notice={await readNotice()} />
      {children}
    </Frame>
  );
}
