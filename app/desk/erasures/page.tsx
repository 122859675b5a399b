import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import { NewBatch } from "#app/desk/_batches/NewBatch.tsx";
import { batchAddress, kindWords, statusTags } from "#app/desk/_batches/words.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { readBatchesDesk } from "#lib/erasure/batch/desk.ts";

const heads = ["Batch", "Why", "State", "Made", "People", "Records that change"];

/** Erasures of many people at once: what waits, what runs, what is done, and a new one. */
export default async function ErasuresPage() {
  const { staff, desk } = await made("/desk/erasures", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readBatchesDesk(staff)) };
  });
  if (!desk) return <NotHere staff={staff} />;
  return (
    <Frame title="Erasures" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <div className="erase-page">
        <h1>Many people at once</h1>
        <NoticeBox notice={await readNotice()} />
        <p>
          Lists of people who are erased together, and records whose time by the data map is over. Two people
          approve each batch. One person's own request is decided on its own page.
        </p>
        {desk.batches.length > 0 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
          <section className="findings" aria-label="Batches" tabIndex={0}>
            <table className="ledger-plain">
              <thead>
                <tr>
                  {heads.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {desk.batches.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <a href={batchAddress(one.number)} data-row>
                        Batch {one.number}
                      </a>
                    </td>
                    <td>{kindWords[one.kind] ?? one.kind}</td>
                    <td>
                      <Tag tone={statusTags[one.status]?.tone ?? "slate"}>
                        {statusTags[one.status]?.word ?? one.status}
                      </Tag>
                    </td>
                    <td>
                      <Moment at={one.madeAt} />
                    </td>
                    <td className="cell-short">{one.people.toLocaleString("en-GB")}</td>
                    <td className="cell-short">{one.totals?.changing.toLocaleString("en-GB") ?? ""}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : (
          <p className="faint">There is no batch yet.</p>
        )}
        {desk.systems.length > 0 ? (
          <section aria-labelledby="new-batch" className="desk-panel">
            <h2 id="new-batch">A new list</h2>
            <NewBatch systems={desk.systems} />
          </section>
        ) : null}
      </div>
    </Frame>
  );
}
