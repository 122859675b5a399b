import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Group } from "#app/desk/_hidden/Group.tsx";
import { stateWords } from "#app/desk/_hidden/words.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { readHidden } from "#lib/redaction/read.ts";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageFrom = (value: string | string[] | undefined): number => {
  const page = typeof value === "string" ? Number(value) : 1;
  return Number.isSafeInteger(page) && page > 0 && page < 1000 ? page : 1;
};

/** What will be hidden in a request's answer, and why. Looking at it is written into the request's history. */
export default async function HiddenPage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const page = pageFrom((await searchParams).page);
  const { staff, hidden } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, hidden: await orNull(readHidden(staff, reference, page)) };
  });
  if (!hidden) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`Hidden parts, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Hidden parts of {reference}</h1>
        <p>{stateWords(hidden)}</p>
        <p>
          Rules look for other people, secrets and lawyers' letters in free text. Each part becomes a marked
          gap that names its rule; the person is told how many there are, and why. Files are not looked
          through: open those yourself. That you looked is written into the request's history.
        </p>
      </header>
      {hidden.groups.map((group) => (
        <Group key={group.id} group={group} reference={reference} may={hidden.may} />
      ))}
      {hidden.more > 0 ? (
        <p>
          {counted(hidden.more, "more finding is", "more findings are")} not listed here. The rules decide
          about them: they are hidden.
        </p>
      ) : null}
      {page > 1 || hidden.further > 0 ? (
        <nav className="pages" aria-label="Pages">
          {page > 1 ? <a href={`?page=${page - 1}`}>Previous</a> : null}
          <span>Page {page}</span>
          {hidden.further > 0 ? <a href={`?page=${page + 1}`}>Next</a> : null}
        </nav>
      ) : null}
    </Frame>
  );
}
