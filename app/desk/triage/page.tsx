import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { DeskTools } from "#app/desk/_kit/DeskTools.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { NewList } from "#app/desk/_triage/NewList.tsx";
import { Open } from "#app/desk/_triage/Open.tsx";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { companyToday } from "#lib/map/today.ts";
import { readNew } from "#lib/queue/new-ones.ts";
import { hintsFor } from "#lib/request/acts/alike.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** New requests that are listed at once; the rest follow as these are sorted. */
const atOnce = 100;

async function load(at: string | null) {
  const staff = await requireStaff();
  if (!allowed(staff.role, "work")) return { staff, sorting: null };
  const { rows, more } = await readNew(staff, at, atOnce);
  const reference = rows.find((one) => one.reference === at)?.reference ?? rows[0]?.reference ?? null;
  const place = rows.findIndex((one) => one.reference === reference);
  const next =
    rows[place + 1]?.reference ?? rows.find((one) => one.reference !== reference)?.reference ?? null;
  const open =
    reference === null
      ? null
      : await orNull(Promise.all([readRequestFile(staff, reference), hintsFor(staff, reference)]));
  return { staff, sorting: { rows, more, reference, next, open } };
}

/** What is new, beside the one that is open: four keys, and then the next one. */
export default async function TriagePage({ searchParams }: Props) {
  const { at } = await searchParams;
  const wanted = typeof at === "string" ? referenceFrom(at) : null;
  const { staff, sorting } = await made("/desk/triage", () => load(wanted));
  if (!sorting) return <NotHere staff={staff} />;
  const { rows, more, reference, next, open } = sorting;
  return (
    <Frame title="Triage" staff={staff} back={{ href: "/desk", words: "Queue" }} wide>
      <div className="triage-head">
        <h1>Triage</h1>
        <p>
          {rows.length === 0
            ? "Nothing is new."
            : `${counted(rows.length, "new request", "new requests")}${more ? " and more" : ""}`}
        </p>
        <DeskTools staff={staff} />
      </div>
      <NoticeBox notice={await readNotice()} />
      {reference === null || !open ? (
        <p className="triage-empty">
          Everything that came is taken up. Go on with <a href="/desk?q=is:open%20owner:@me">what is yours</a>
          .
        </p>
      ) : (
        <div className="triage">
          <NewList rows={rows} here={reference} />
          <Open file={open[0]} hints={open[1]} next={next} today={companyToday()} />
        </div>
      )}
    </Frame>
  );
}
