import { beforeAll, describe, expect, it, vi } from "vitest";
import { inventedFacts } from "#lib/bundle/fixture/source.ts";
import { bundled, unzipped } from "#lib/bundle/fixture/unzip.ts";

const origin = "http://localhost:4000";
let zip: Buffer;
let files: Map<string, Buffer>;

beforeAll(async () => {
  const settings = {
    HABEAS_DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    HABEAS_ORIGIN: origin,
    HABEAS_MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
    HABEAS_MAP: "demo/larkspur.yaml",
    HABEAS_STORE: "store",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { bundleSigner } = await import("#lib/bundle/signature/key.ts");
  const { letter } = await import("#lib/notice/letter/letter.ts");
  const facts = inventedFacts({ orderTexts: ['{"number":1}'], facts: { signer: bundleSigner() } });
  zip = (await bundled({ ...facts, letter: letter(facts) })).zip;
  files = await unzipped(zip);
});

/** Sends a form with these files as our own page would, or as another page. */
async function sent(fields: Record<string, Buffer | Buffer[]>, headers: Record<string, string> = { origin }) {
  const { POST } = await import("./route.ts");
  const form = new FormData();
  for (const [name, bytes] of Object.entries(fields)) {
    for (const one of [bytes].flat()) form.append(name, new File([new Uint8Array(one)], name));
  }
  const answer = await POST(
    new Request(`${origin}/check-file/check`, { method: "POST", body: form, headers }),
  );
  return { status: answer.status, to: answer.headers.get("location"), page: await answer.text() };
}

const part = (path: string) => files.get(path) ?? Buffer.alloc(0);

describe("/check-file", () => {
  it("says of a copy as it was made when that was, and that nothing was changed", async () => {
    const { status, page } = await sent({ package: zip });
    expect(status).toBe(200);
    expect(page).toContain("<h1>Nothing was changed</h1>");
    expect(page).toContain("This is exactly what we made on 12 March 2026.");
    expect(page).toContain("LK-7K4-2QD");
  });

  it("names a file that was changed", async () => {
    const at = zip.indexOf(part("letter.txt").subarray(0, 4), zip.indexOf("letter.txt"));
    const changed = Buffer.from(zip);
    const inside = at > 0 ? at : zip.indexOf("letter.txt") + 60;
    changed[inside] = (changed[inside] ?? 0) ^ 4;
    const { page } = await sent({ package: changed });
    expect(page).toContain("<h1>This copy was changed</h1>");
    expect(page).toContain('1 file was changed</h2>\n<ul><li><bdi dir="ltr">letter.txt</bdi></li></ul>');
  });

  it("checks the list alone, and tells the numbers to compare with", async () => {
    const list = part("manifest.json");
    const { page } = await sent({ list, signature: part("manifest.sig") });
    expect(page).toContain("<h1>The list is ours</h1>");
    expect(page).toContain("manifest-sha256.txt");
    const changed = Buffer.from(list.toString().replace("LK-7K4-2QD", "LK-7K4-2QE"));
    expect((await sent({ list: changed, signature: part("manifest.sig") })).page).toContain(
      "The list was changed",
    );
  });

  it("asks again where nothing was chosen, and refuses forms of others", async () => {
    expect(await sent({ package: Buffer.alloc(0) })).toMatchObject({
      status: 303,
      to: "/check-file?said=nothing",
    });
    expect(await sent({ list: part("manifest.json") })).toMatchObject({
      status: 303,
      to: "/check-file?said=two",
    });
    expect((await sent({ package: zip }, { origin: "https://example.com" })).status).toBe(403);
    const large = { origin, "content-length": String(3 * 1024 ** 3) };
    expect((await sent({ package: Buffer.from("small") }, large)).status).toBe(413);
  });

  it("takes a small signature, and each of the two files once", async () => {
    const list = part("manifest.json");
    const signature = part("manifest.sig");
    expect((await sent({ list, signature: Buffer.alloc(4097, "\n") })).status).toBe(413);
    expect((await sent({ list, signature: [signature, signature] })).status).toBe(400);
    expect((await sent({ list: [list, list], signature })).status).toBe(400);
  });

  it("shows a stranger's names as letters", async () => {
    const renamed = Buffer.from(zip.toString("latin1").replaceAll("README.txt", "<b>hey.txt"), "latin1");
    const { page } = await sent({ package: renamed });
    expect(page).toContain("&lt;b&gt;hey.txt");
    expect(page).not.toContain("<b>hey");
  });
});
