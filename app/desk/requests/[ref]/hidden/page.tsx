import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Coverage } from "#app/desk/_hidden/Coverage.tsx";
import { FindingKeys } from "#app/desk/_hidden/FindingKeys.tsx";
import { Group } from "#app/desk/_hidden/Group.tsx";
import { Rail } from "#app/desk/_hidden/Rail.tsx";
import { Reasons } from "#app/desk/_hidden/Reasons.tsx";
import { ruleWords, stateWords } from "#app/desk/_hidden/words.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { rules } from "#lib/redaction/detect/rule.ts";
import { readHidden } from "#lib/redaction/read.ts";

type Asked = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Asked> };

const pageFrom = (value: string | string[] | undefined): number => {
  const page = typeof value === "string" ? Number(value) : 1;
  return Number.isSafeInteger(page) && page > 0 && page < 1000 ? page : 1;
};

/** Review: what was found in a request's answer, what of it is hidden and why. Looking is written into its history. */
export default async function HiddenPage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const asked = await searchParams;
  const page = pageFrom(asked.page);
  const rule = rules.find((one) => one === asked.rule);
  const open = asked.open === "1";
  const { staff, hidden } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, hidden: await orNull(readHidden(staff, reference, { page, rule, open })) };
  });
  if (!hidden) return <NotHere staff={staff} />;
  const query = rule ? `rule=${rule}` : open ? "open=1" : "";
  const here = requestAddress(reference, `/hidden${query ? `?${query}` : ""}`);
  const turn = (to: number) => `?${query ? `${query}&` : ""}page=${to}`;
  return (
    <Frame
      title={`Review, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Review {reference}</h1>
        <p>
          {stateWords(hidden)} Rules look for other people, secrets and lawyers' letters in free text. Each
          part becomes a marked gap that names its rule; the person is told how many there are, and why. Files
          are not looked through: open those yourself. That you looked is written into the request's history.
        </p>
      </header>
      <div className="hidden-split">
        <Rail hidden={hidden} here={here} />
        <div className="hidden-main">
          {hidden.state === "done" ? <Coverage hidden={hidden} /> : null}
          {rule ? <h2>{ruleWords[rule]}</h2> : open ? <h2>Not decided yet</h2> : null}
          {hidden.groups.length === 0 ? (
            <p className="faint">
              {open
                ? "Everything that was found is decided on."
                : hidden.state === "done"
                  ? "Nothing was found."
                  : "Findings stand here once the rules have looked. The records can be read already."}
            </p>
          ) : (
            <p className="faint hidden-keys">
              <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>h</kbd> hide, <kbd>s</kbd> show
            </p>
          )}
          {hidden.groups.map((group, at) => (
            <Group
              key={group.id}
              group={group}
              reference={reference}
              may={hidden.may}
              next={hidden.groups[at + 1]?.id ?? group.id}
              query={query}
            />
          ))}
          {hidden.more > 0 ? (
            <p>
              {counted(hidden.more, "more finding is", "more findings are")} not listed here. The rules decide
              about them: they are hidden.
            </p>
          ) : null}
          {page > 1 || hidden.further > 0 ? (
            <nav className="pages" aria-label="Pages">
              {page > 1 ? <a href={turn(page - 1)}>Previous</a> : null}
              <span>Page {page}</span>
              {hidden.further > 0 ? <a href={turn(page + 1)}>Next</a> : null}
            </nav>
          ) : null}
        </div>
      </div>
      <Reasons />
      <FindingKeys />
    </Frame>
  );
}
