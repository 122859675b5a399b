import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { dayInWords } from "#lib/core/day.ts";
import type { UnseenAlert } from "#lib/request/clocks/sweep/alerts.ts";
import { AlertTable } from "./AlertTable.tsx";

const alert = (change: Partial<UnseenAlert>): UnseenAlert => ({
  id: "0f9b2c9e-0000-4000-8000-000000000001",
  reference: "LK-7K4-2QD",
  right: "access",
  law: "EU_GDPR",
  kind: "answer",
  mark: "due",
  dueDay: "2026-02-28",
  late: false,
  owner: null,
  ...change,
});

describe("the table of alerts", () => {
  const alerts = [
    alert({ mark: "breached", owner: "Ada <Lead>" }),
    alert({
      reference: "LK-9M2-7TX",
      mark: "extension_decision",
      law: "OWN_POLICY",
      right: "erasure",
      late: true,
    }),
  ];

  it("tells each by what has come, with its request, law, clock and day in words", () => {
    const html = renderToStaticMarkup(<AlertTable alerts={alerts} maySee={true} />);
    expect(html).toContain("The last day has passed, 1");
    expect(html).toContain("Decide now whether it will take longer, 1");
    expect(html).toContain(`<time dateTime="2026-02-28">${dayInWords("2026-02-28", "en")}</time>`);
    expect(html).toContain("Ada &lt;Lead&gt;");
    expect(html).toContain("Own policy");
    expect(html).toContain("(told late)");
    expect(html.match(/data-row/g)?.length).toBe(2);
  });

  it("leads a decision about more time to the page of the request's clock", () => {
    const html = renderToStaticMarkup(<AlertTable alerts={alerts} maySee={true} />);
    expect(html).toContain('href="/desk/requests/LK-9M2-7TX/clock"');
    expect(html).toContain('href="/desk/requests/LK-7K4-2QD"');
  });

  it("has a button in each row only for those who may work", () => {
    const seen = renderToStaticMarkup(<AlertTable alerts={alerts} maySee={true} />);
    expect(seen.match(/<form action="\/desk\/alerts\/seen" method="post">/g)?.length).toBe(2);
    expect(seen).toContain('aria-label="Seen: LK-7K4-2QD, The last day has passed"');
    const read = renderToStaticMarkup(<AlertTable alerts={alerts} maySee={false} />);
    expect(read).not.toContain("<form");
    expect(read).not.toContain(">Act<");
  });
});
