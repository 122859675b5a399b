import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve, newVisitor } from "#lib/worker/fixture/ways.ts";
import { idsGivenUp, isMailReturned, noteReturned } from "./returned.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const report = (id: string, action = "failed", status = "5.1.1") =>
  `From: mailer-daemon@example.net\r\nContent-Type: multipart/report; report-type=delivery-status\r\n\r\n` +
  `Final-Recipient: rfc822; mina.okafor@example.com\r\nAction: ${action}\r\nStatus: ${status}\r\n\r\n` +
  `Message-ID: <${id}@privacy.example.com>\r\n`;

describe("mails that come back", { timeout: 60_000 }, () => {
  it("are told by the server's report, and by nothing else", () => {
    const id = "0b7e5a44-9d0f-4a52-9c44-0d2b6f6f7a10";
    expect(idsGivenUp(report(id))).toEqual([id]);
    expect(idsGivenUp(report(id, "delayed", "4.4.1"))).toEqual([]);
    expect(idsGivenUp(`I am on holiday.\r\nIn-Reply-To: <${id}@privacy.example.com>`)).toEqual([]);
    expect(idsGivenUp("Action: failed\r\nMessage-ID: <other@example.net>")).toEqual([]);
  });

  it("mark the notice, alert staff once, and stand on the page of the proven person only", async () => {
    const { person, visitor, reference, requestId } = await fileAndProve();
    await house.query(
      "update notice set state = 'settled', sent_at = now(), sealed = null where request_id = $1",
      [requestId],
    );
    const [sent] = await house.query<{ id: string; kind: string }>(
      "select id, kind from notice where request_id = $1 and kind <> 'code' order by created_at desc limit 1",
      [requestId],
    );
    expect(await isMailReturned(person, reference)).toBe(false);
    expect(await noteReturned(report(sent?.id ?? ""))).toBe(1);
    expect(await noteReturned(report(sent?.id ?? ""))).toBe(0);
    expect(await isMailReturned(person, reference)).toBe(true);
    for (const stranger of [visitor, newVisitor()])
      await expect(isMailReturned(stranger, reference)).rejects.toMatchObject({ code: "not_found" });
    expect(
      await house.query("select kind, mark from alert where request_id = $1 and mark = 'notice_failed'", [
        requestId,
      ]),
    ).toEqual([{ kind: sent?.kind, mark: "notice_failed" }]);
    const events = await house.query<{ data: object }>(
      "select data from audit_event where chain = $1 and kind = 'notice_bounced'",
      [requestId],
    );
    expect(events).toEqual([{ data: { notice: sent?.kind } }]);
  });
});
