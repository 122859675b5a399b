import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Coverage } from "#app/desk/_hidden/Coverage.tsx";
import { Rail } from "#app/desk/_hidden/Rail.tsx";
import { ruleWords } from "#app/desk/_hidden/words.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { readHidden } from "#lib/redaction/read.ts";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Every part that will be hidden, as it stands and as it will stand: what a second person looks at. */
export default async function ChangesPage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const typed = Number((await searchParams).page ?? 1);
  const page = Number.isSafeInteger(typed) && typed > 0 && typed < 1000 ? typed : 1;
  const { staff, hidden } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, hidden: await orNull(readHidden(staff, reference, { page })) };
  });
  if (!hidden) return <NotHere staff={staff} />;
  const back = requestAddress(reference, "/hidden");
  const rows = hidden.groups.flatMap((group) =>
    group.places
      .filter((place) => place.choice === "hide")
      .map((place, at) => ({ key: `${group.id} ${at}`, group, place })),
  );
  return (
    <Frame title={`Before and after, ${reference}`} staff={staff} back={{ href: back, words: "Review" }}>
      <header className="findings-head">
        <h1>Before and after</h1>
        <p>
          What is hidden in the answer to {reference}: as it stands in the records, and as the person gets it.
        </p>
      </header>
      <div className="hidden-split">
        <Rail hidden={hidden} here={`${back}/changes`} />
        <div className="hidden-main">
          <Coverage hidden={hidden} />
          {rows.length === 0 ? <p className="empty">Nothing will be hidden.</p> : null}
          <ol className="changes">
            {rows.map(({ key, group, place }) => (
              <li key={key}>
                <p className="faint">
                  {place.systemTitle}, {place.collection}, record {place.record.toLocaleString("en-GB")},{" "}
                  {place.label}: {ruleWords[group.rule]}
                </p>
                <p dir="auto">
                  {place.before}
                  <del>{place.text}</del> <ins>[hidden: {group.rule}]</ins>
                  {place.after}
                </p>
              </li>
            ))}
          </ol>
          {hidden.groups.some((group) => group.places.length < group.count) ? (
            <p>
              Of what stands in many places, the first dozen are listed: the others change in the same way.
            </p>
          ) : null}
          {page > 1 || hidden.further > 0 ? (
            <nav className="pages" aria-label="Pages">
              {page > 1 ? <a href={`?page=${page - 1}`}>Previous</a> : null}
              <span>{counted(rows.length, "place", "places")} on this page</span>
              {hidden.further > 0 ? <a href={`?page=${page + 1}`}>Next</a> : null}
            </nav>
          ) : null}
        </div>
      </div>
    </Frame>
  );
}
