import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { company } from "#lib/worker/fixture/systems.ts";
import { markupOf } from "./markup.ts";

async function Late({ word }: { word: string }) {
  return <b>{await Promise.resolve(word)}</b>;
}

describe("plain HTML of a page", () => {
  it("is what React itself writes", async () => {
    const part = (
      <section aria-labelledby="x" hidden={false} data-open={false}>
        <h2 id="x">
          {"<&>\"'"} and {3} {null} {["a", "b"]}
        </h2>
        <svg viewBox="0 0 9 9" aria-hidden="true" focusable="false">
          <path d="M0 0" />
        </svg>
        <TextField name="email" label="Your email" hint="As you wrote it" error="Enter it" required />
        <input type="checkbox" defaultChecked />
        <a href="/?a=1&b=2" tabIndex={-1}>
          go
        </a>
        <br />
      </section>
    );
    // React writes an apostrophe and the end of a hollow element otherwise, and puts a name last.
    const plain = (markup: string) =>
      markup
        .replaceAll("&#x27;", "&#39;")
        .replaceAll("/>", ">")
        .replace(/<(\w+)((?: [\w-]+="[^"]*")+)/g, (_, type: string, attributes: string) => {
          const each = attributes.match(/[\w-]+="[^"]*"/g) ?? [];
          return `<${type} ${each.sort().join(" ")}`;
        });
    expect(plain((await markupOf(part)).body)).toBe(plain(renderToStaticMarkup(part)));
  });

  it("puts the title and what describes the page into the head", async () => {
    const text = textFor("ar");
    const { head, body } = await markupOf(
      <PageShell title="Title" text={text} company={{ ...company, kinds: [], laws: undefined }}>
        <Late word="words" />
      </PageShell>,
    );
    expect(head).toMatch(/^<title>Title/);
    expect(head).toContain('<meta name="description"');
    expect(body).not.toContain("<title>");
    expect(body).toContain("<b>words</b>");
    expect(body).toContain('<a class="skip" href="#main">');
  });

  it("refuses what it does not know how to write", async () => {
    await expect(markupOf(<button type="button" onClick={() => undefined} />)).rejects.toThrow("onClick");
    await expect(markupOf(<textarea defaultValue="a" />)).rejects.toThrow("textarea");
  });
});
