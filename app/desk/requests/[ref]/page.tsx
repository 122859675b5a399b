import { requireStaff, type Staff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Acts } from "#app/desk/_acts/Acts.tsx";
import { Notes } from "#app/desk/_acts/Notes.tsx";
import { BehalfPanel } from "#app/desk/_behalf/BehalfPanel.tsx";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { Messages } from "#app/desk/_messages/Messages.tsx";
import { ProofPanel } from "#app/desk/_proof/ProofPanel.tsx";
import { Bundles } from "#app/desk/_request/Bundles.tsx";
import { ChecklistPanel } from "#app/desk/_request/ChecklistPanel.tsx";
import { Clock } from "#app/desk/_request/Clock.tsx";
import { Decisions } from "#app/desk/_request/Decisions.tsx";
import { showFrom } from "#app/desk/_request/fold.ts";
import { Head } from "#app/desk/_request/Head.tsx";
import { History } from "#app/desk/_request/History.tsx";
import { Outline } from "#app/desk/_request/Outline.tsx";
import { Person } from "#app/desk/_request/Person.tsx";
import { Release } from "#app/desk/_request/Release.tsx";
import { Systems } from "#app/desk/_request/Systems.tsx";
import { Tasks } from "#app/desk/_request/Tasks.tsx";
import { readChecklist } from "#lib/fanout/checklist.ts";
import { diagnosticsOf } from "#lib/fanout/diagnostics.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { neighboursOf } from "#lib/queue/neighbours.ts";
import { countTold } from "#lib/recipient/read.ts";
import { countHidden } from "#lib/redaction/read.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { listStaff } from "#lib/staff/sign-in.ts";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Letters of a query: a longer one is none of ours. */
const longest = 500;

async function load(reference: string, query: string) {
  const staff = await requireStaff();
  const file = await orNull(readRequestFile(staff, reference));
  if (!file) return { staff, whole: null };
  return {
    staff,
    whole: {
      file,
      checklist: await readChecklist(staff, file),
      diagnostics: await diagnosticsOf(staff, reference),
      told: await countTold(staff, reference),
      hidden: await countHidden(staff, reference),
      members: file.may.assign ? await listStaff(staff) : [],
      beside: query === "" ? null : await orNull(neighboursOf(staff, query, reference)),
    },
  };
}

/** One request: what is next and whose turn it is, what the law asks, the systems, the person, what was said and done. */
export default async function RequestPage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const { q, show } = await searchParams;
  const query = typeof q === "string" && q.length <= longest ? q : "";
  const { staff, whole } = await made("/desk", () => load(reference, query));
  if (!whole) return <NotHere staff={staff} />;
  const { file, checklist } = whole;
  const back = query === "" ? "/desk" : `/desk?q=${encodeURIComponent(query)}`;
  return (
    <Frame title={file.reference} staff={staff} back={{ href: back, words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <Head
        file={file}
        staff={staff}
        members={whole.members}
        next={checklist.next}
        beside={whole.beside && { ...whole.beside, query }}
      />
      <Outline reference={reference} staff={staff} checklist={checklist} here="" query={query} />
      <div className="file-body">
        <Main whole={whole} staff={staff} query={query} />
        <div className="file-side">
          <ChecklistPanel reference={reference} checklist={checklist} />
          <Person file={file} />
          <ProofPanel reference={reference} staff={staff} />
          <Acts reference={reference} staff={staff} />
          <Clock deadline={file.deadline} />
        </div>
        <History reference={reference} timeline={file.timeline} show={showFrom(show)} query={query} />
      </div>
    </Frame>
  );
}

type Whole = NonNullable<Awaited<ReturnType<typeof load>>["whole"]>;

function Main({
  whole: { file, told, hidden, diagnostics },
  staff,
  query,
}: {
  whole: Whole;
  staff: Staff;
  query: string;
}) {
  return (
    <div className="file-main">
      <BehalfPanel reference={file.reference} staff={staff} />
      <Release file={file} told={told} hidden={hidden} query={query} />
      <Decisions file={file} />
      <Systems file={file} diagnostics={diagnostics} />
      <Messages reference={file.reference} staff={staff} />
      <Notes reference={file.reference} staff={staff} />
      <Tasks file={file} mayAct={allowed(staff.role, "work")} />
      <Bundles bundles={file.bundles} reference={file.reference} mayRetry={allowed(staff.role, "release")} />
    </div>
  );
}
