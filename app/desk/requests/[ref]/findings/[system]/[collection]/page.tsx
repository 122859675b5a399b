import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { FoundTable } from "#app/desk/_request/FoundTable.tsx";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { previewFindings } from "#lib/fanout/preview.ts";

type Props = {
  params: Promise<{ ref: string; system: string; collection: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Rows on a page. */
const limit = 50;

function offsetFrom(value: string | string[] | undefined): number {
  const page = typeof value === "string" ? Number(value) : 1;
  return Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? (page - 1) * limit : 0;
}

/** What one collection gave, as it will stand in the bundle. Looking at it is written into the request's history. */
export default async function FindingsPage({ params, searchParams }: Props) {
  const asked = await params;
  const reference = referenceFrom(asked.ref);
  const [systemId, collection] = [partFrom(asked.system), partFrom(asked.collection)];
  const offset = offsetFrom((await searchParams).page);
  const { staff, file, found } = await made("/desk", async () => {
    const staff = await requireStaff();
    const file = await orNull(readRequestFile(staff, reference));
    const range = { offset, limit };
    const found = file && (await orNull(previewFindings(staff, reference, systemId, collection, range)));
    return { staff, file, found };
  });
  if (!file || !found) return <NotHere staff={staff} />;
  const system = file.systems.find((each) => each.systemId === systemId);
  const label = system?.collections.find((each) => each.name === collection)?.label ?? collection;
  const back = requestAddress(reference);
  const page = offset / limit + 1;
  const last = Math.max(1, Math.ceil(found.total / limit));
  return (
    <Frame title={`${label}, ${reference}`} staff={staff} back={{ href: back, words: reference }}>
      <header className="findings-head">
        <h1>{label}</h1>
        <p>
          {system?.title}, {counted(found.total, "record", "records")}. That you looked is written into the
          request's history.
        </p>
      </header>
      <FoundTable label={label} fields={found.fields} rows={found.rows} from={offset} />
      {last > 1 ? (
        <nav className="pages" aria-label="Pages">
          {page > 1 ? <a href={`?page=${page - 1}`}>Previous</a> : null}
          <span>
            Page {page} of {last.toLocaleString("en-GB")}
          </span>
          {page < last ? <a href={`?page=${page + 1}`}>Next</a> : null}
        </nav>
      ) : null}
    </Frame>
  );
}
