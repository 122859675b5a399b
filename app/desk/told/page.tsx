import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { actionWords, howWords, standingWords } from "#app/desk/_told/words.ts";
import { dayInWords } from "#lib/core/day.ts";
import { companyToday } from "#lib/map/today.ts";
import { listOpenNotices } from "#lib/recipient/read.ts";

/** Everybody outside who was given data and has not answered, over all requests. */
export default async function OpenRecipientsPage() {
  const { staff, notices, more } = await made("/desk/told", async () => {
    const staff = await requireStaff();
    return { staff, ...(await listOpenNotices(staff)) };
  });
  const today = companyToday();
  return (
    <Frame title="Recipients" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <header className="findings-head">
        <h1>Recipients without an answer</h1>
        <p>
          {notices.length === 0
            ? "Everybody who had to be told has answered."
            : `Whoever was given data and has not said what they did${more ? ": the first 200" : ""}.`}
        </p>
      </header>
      {notices.length === 0 ? null : (
        <table className="listed">
          <thead>
            <tr>
              {["Request", "Recipient", "What", "How", "Stands", "Answer by"].map((word) => (
                <th key={word} scope="col">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {notices.map((one) => (
              <tr key={one.id}>
                <td className="cell-reference">
                  <a href={requestAddress(one.reference, "/told")} className="mono" data-row>
                    {one.reference}
                  </a>
                </td>
                <td>
                  <bdi>{one.name}</bdi> <span className="faint">of {one.system}</span>
                </td>
                <td>{actionWords[one.action]}</td>
                <td>{howWords[one.how]}</td>
                <td>
                  <Tag tone={standingWords[one.standing].tone}>{standingWords[one.standing].word}</Tag>
                </td>
                <td data-label="Answer by" className={one.dueDay < today ? "late" : undefined}>
                  <time dateTime={one.dueDay}>{dayInWords(one.dueDay, "en")}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Frame>
  );
}
