import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { sheetAddress } from "#app/desk/_bulk/address.ts";
import { FillForm } from "#app/desk/_bulk/FillForm.tsx";
import { ItemTable } from "#app/desk/_bulk/ItemTable.tsx";
import { actTitles } from "#app/desk/_bulk/words.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { reasonField } from "#lib/request/acts/bulk/acts.ts";
import { bulkSheet, type Sheet } from "#lib/request/acts/bulk/sheet.ts";

type Props = { params: Promise<{ run: string }> };

/** One act on many requests: what would come of it, and then what did, with what was not done on top. */
export default async function SheetPage({ params }: Props) {
  const run = partFrom((await params).run);
  const { staff, sheet } = await made(sheetAddress(run), async () => {
    const staff = await requireStaff();
    return { staff, sheet: await orNull(bulkSheet(staff, run)) };
  });
  if (!sheet) return <NotHere staff={staff} />;
  return (
    <Frame title={actTitles[sheet.act]} staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>{`${actTitles[sheet.act]}: ${counted(sheet.items.length, "request", "requests")}`}</h1>
        <p>{summary(sheet)}</p>
      </header>
      {sheet.started ? <After sheet={sheet} /> : <Before sheet={sheet} />}
    </Frame>
  );
}

function summary({ started, undone, items }: Sheet): string {
  const of = (state: string) => items.filter((one) => one.state === state).length;
  if (!started) return "Nothing is done yet. This is what would come of it.";
  if (undone) return `${of("undone")} taken back, ${of("done")} stay done.`;
  const [notDone, waiting] = [of("not_done"), of("waiting")];
  return [
    `${of("done")} done`,
    ...(notDone > 0 ? [`${notDone} not, because of what stands beside them`] : []),
    ...(waiting > 0 ? [`${waiting} still to do`] : []),
  ]
    .join(", ")
    .concat(".");
}

function Before({ sheet }: { sheet: Sheet }) {
  const fits = sheet.items.filter(({ why }) => why === null);
  const ready =
    sheet.act !== "extend" || (fits.some(({ to }) => to !== null) && (sheet.fields.explanation ?? "") !== "");
  const runs = sheet.act === "extend" ? fits.filter(({ to }) => to !== null) : fits;
  return (
    <>
      <FillForm sheet={sheet} />
      {ready && runs.length > 0 && isFilled(sheet) ? (
        <form action={`${sheetAddress(sheet.id)}/run`} method="post" className="desk-form">
          <p>{what(sheet, runs.length)}</p>
          <Button data-key="p">
            {button(sheet, runs.length)} <kbd>p</kbd>
          </Button>
        </form>
      ) : null}
      <ItemTable sheet={sheet} />
    </>
  );
}

/** What the act needs before it can run. */
function isFilled({ act, fields, laws }: Sheet): boolean {
  if (act === "duplicate") return (fields.other ?? "") !== "";
  if (act === "spam") return (fields.why ?? "") !== "";
  return act !== "extend" || laws.some(({ law }) => (fields[reasonField(law)] ?? "") !== "");
}

function what({ act }: Sheet, count: number): string {
  const people = counted(count, "person", "people");
  if (act === "extend") return `${people} will be told by mail. It cannot be taken back.`;
  if (act === "duplicate")
    return `${people} will be told by mail in ten minutes. Until then it can be taken back.`;
  return "A second person decides. Nobody is told before that.";
}

function button({ act }: Sheet, count: number): string {
  if (act === "extend") return `Tell ${counted(count, "person", "people")}`;
  return act === "duplicate"
    ? `Mark ${counted(count, "request", "requests")}`
    : `Propose ${counted(count, "request", "requests")}`;
}

function After({ sheet }: { sheet: Sheet }) {
  const left = sheet.items.filter(({ state }) => state === "not_done" || state === "waiting").length;
  return (
    <>
      <div className="bulk-acts">
        {left > 0 && !sheet.undone ? (
          <form action={`${sheetAddress(sheet.id)}/run`} method="post">
            <Button small data-key="r">
              {`Try the ${left} again`} <kbd>r</kbd>
            </Button>
          </form>
        ) : null}
        {sheet.mayUndo ? (
          <form action={`${sheetAddress(sheet.id)}/undo`} method="post">
            <Button second small data-key="u">
              Take back what was done <kbd>u</kbd>
            </Button>
          </form>
        ) : null}
      </div>
      <ItemTable sheet={sheet} />
    </>
  );
}
