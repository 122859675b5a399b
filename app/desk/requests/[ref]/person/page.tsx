import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { Decided } from "#app/desk/_person/Decided.tsx";
import { Graph } from "#app/desk/_person/Graph.tsx";
import { KnownBy } from "#app/desk/_person/KnownBy.tsx";
import { SnapshotTable } from "#app/desk/_person/SnapshotTable.tsx";
import { ToDecide } from "#app/desk/_person/ToDecide.tsx";
import { readPersonGraph } from "#lib/fanout/link/person-view.ts";
import { readSnapshot } from "#lib/fanout/snapshot/read.ts";

type Props = { params: Promise<{ ref: string }> };

/** One person out of many systems: by what evidence, what is open, what was decided, and what the systems say. */
export default async function PersonPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, graph, snapshot } = await made("/desk", async () => {
    const staff = await requireStaff();
    const graph = await orNull(readPersonGraph(staff, reference));
    // Who may see that a request exists may not see what was found.
    const snapshot = graph && (await orNull(readSnapshot(staff, reference)));
    return { staff, graph, snapshot };
  });
  if (!graph) return <NotHere staff={staff} />;
  const back = requestAddress(reference);
  return (
    <Frame title={`The person, ${reference}`} staff={staff} back={{ href: back, words: reference }}>
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>
          <bdi>{graph.name}</bdi>, as the systems know them
        </h1>
        <p>
          <span className="mono">{reference}</span>
        </p>
      </header>
      <div className="person-page">
        <ToDecide graph={graph} />
        <Graph graph={graph} />
        {snapshot ? <SnapshotTable snapshot={snapshot} /> : null}
        <div className="person-tables">
          <KnownBy graph={graph} />
          <Decided graph={graph} />
        </div>
      </div>
    </Frame>
  );
}
