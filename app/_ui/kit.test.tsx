import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { Radios } from "./Radios.tsx";
import { DeadlineRuler } from "./ruler/DeadlineRuler.tsx";
import { rulerWords } from "./ruler/words.ts";
import { SummaryList } from "./SummaryList.tsx";
import { CodeField, TextField } from "./TextField.tsx";

const html = renderToStaticMarkup;

describe("a field", () => {
  it("ties label, hint and error to its control", () => {
    const page = html(<TextField name="email" label="Email" hint="Like name@example.com" error="Enter it" />);
    expect(page).toContain('<label for="email">Email</label>');
    expect(page).toContain('id="email-hint"');
    expect(page).toContain('id="email-error"');
    expect(page).toMatch(/<input[^>]*id="email"[^>]*aria-invalid="true"/);
    expect(page).toMatch(/<input[^>]*aria-describedby="email-hint email-error"/);
    expect(html(<TextField name="name" label="Name" />)).not.toContain("aria-");
  });

  it("shows again what was typed, letter by letter, as text", () => {
    const page = html(<TextField name="name" label="Name" defaultValue={'"><script>alert(1)</script>'} />);
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;");
  });

  it("lets the device fill in a code", () => {
    expect(html(<CodeField name="code" label="Code" />)).toMatch(
      /inputMode="numeric" autoComplete="one-time-code"|autoComplete="one-time-code"/i,
    );
  });

  it("groups choices under their question, ticks nothing by itself, and can be reached from the summary", () => {
    const choices = [
      { value: "self", label: "Me" },
      { value: "other", label: "Someone else", hint: "A child" },
    ];
    const fresh = html(<Radios heading name="who" label="Who is this for?" choices={choices} />);
    expect(fresh).toContain("<legend><h1>Who is this for?</h1></legend>");
    expect(fresh).not.toContain("checked");
    expect(fresh).toContain('id="who-other-about"');
    const wrong = html(<Radios name="who" label="Who?" choices={choices} error="Choose" value="other" />);
    expect(wrong).toMatch(/<input[^>]*id="who"[^>]*value="self"/);
    expect(wrong).toMatch(/<fieldset[^>]*aria-describedby="who-error"/);
    expect(wrong.match(/checked=""/g)).toHaveLength(1);
  });
});

it("leads from each error to its field, with the focus on the summary", () => {
  const page = html(
    <ErrorSummary title="Put right" errors={[{ field: "email", message: "Enter the email" }]} />,
  );
  expect(page).toContain('href="#email"');
  expect(page).toMatch(/role="alert"[^>]*tabindex="-1"[^>]*autofocus=""/);
  expect(html(<ErrorSummary title="Put right" errors={[]} />)).toBe("");
});

it("names what each Change link changes", () => {
  const page = html(
    <SummaryList
      rows={[{ label: "Full name", value: "Mina", change: { href: "/ask/you", label: "Change" } }]}
    />,
  );
  expect(page).toContain('Change<span class="hidden-words">: Full name</span>');
});

it("draws the ruler with its one sentence, and without a style of its own that the policy would refuse", () => {
  const input = {
    received: "2026-03-03",
    due: "2026-04-03",
    today: "2026-03-12",
    usual: { from: 4, to: 12 },
  };
  const words = rulerWords(textFor("en"), input);
  const page = html(<DeadlineRuler input={input} words={words} />);
  expect(page).toContain(`role="img" aria-label="${words.sentence}"`);
  expect(page).toContain(`<figcaption>${words.sentence}</figcaption>`);
  expect(page).not.toContain("style=");
  const row = html(<DeadlineRuler input={input} words={words} size="row" />);
  expect(row).toContain('viewBox="0 0 112 ');
  expect(row).not.toContain("<text");
});
