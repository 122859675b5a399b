import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { ByHand } from "#app/desk/_hidden/ByHand.tsx";
import { FindingKeys } from "#app/desk/_hidden/FindingKeys.tsx";
import { Reader } from "#app/desk/_hidden/Reader.tsx";
import { Reasons } from "#app/desk/_hidden/Reasons.tsx";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { readRecords } from "#lib/redaction/read-records.ts";

type Props = {
  params: Promise<{ ref: string; system: string; collection: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Records on a page. */
const limit = 25;

const whole = (value: string | string[] | undefined): number => {
  const number = typeof value === "string" ? Number(value) : 1;
  return Number.isSafeInteger(number) && number > 0 && number < 100_000_000 ? number : 1;
};

/** The records of one collection, each finding marked where it stands, as they are or as they leave. */
export default async function RecordsPage({ params, searchParams }: Props) {
  const part = await params;
  const asked = await searchParams;
  const reference = referenceFrom(part.ref);
  const [system, collection] = [partFrom(part.system), partFrom(part.collection)];
  const page = asked.page === undefined ? Math.ceil(whole(asked.record) / limit) : whole(asked.page);
  const asSent = asked.as === "sent";
  const { staff, found } = await made("/desk", async () => {
    const staff = await requireStaff();
    const at = { system, collection, offset: (page - 1) * limit, limit };
    return { staff, found: await orNull(readRecords(staff, reference, at)) };
  });
  if (!found) return <NotHere staff={staff} />;
  const turn = (to: number, sent = asSent) => `?page=${to}${sent ? "&as=sent" : ""}`;
  return (
    <Frame
      title={`${found.label}, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference, "/hidden"), words: "Review" }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>{found.label}</h1>
        <p>
          {found.systemTitle}. {asSent ? "As they leave the house." : "As they were found."}{" "}
          <a href={turn(page, !asSent)}>
            {asSent ? "Show them as they were found" : "Show them as they leave"}
          </a>
        </p>
      </header>
      <ByHand reference={reference} system={system} collection={collection} />
      {found.records.length === 0 ? <p className="empty">No records on this page.</p> : null}
      <Reader records={found.records} asSent={asSent} />
      {page > 1 || found.further ? (
        <nav className="pages" aria-label="Pages">
          {page > 1 ? <a href={turn(page - 1)}>Previous</a> : null}
          <span>Page {page.toLocaleString("en-GB")}</span>
          {found.further ? <a href={turn(page + 1)}>Next</a> : null}
        </nav>
      ) : null}
      <Reasons />
      <FindingKeys />
    </Frame>
  );
}
