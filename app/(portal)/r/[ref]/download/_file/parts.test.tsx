import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import { partIn } from "./answer.ts";
import { Parts } from "./Parts.tsx";

const text = textFor("en");
const page = (bytes: number, chosen: Parameters<typeof Parts>[0]["chosen"] = null) =>
  renderToStaticMarkup(
    <Parts reference="LK-7K4-2QD" bundle={{ number: 2, bytes }} chosen={chosen} text={text} />,
  );

it("offers parts that are smaller than the file, and none of a small file", () => {
  expect(page(99_000_000)).toBe("");
  const offered = page(600_000_000);
  expect(offered).toContain("/r/LK-7K4-2QD/download?parts=100000000");
  expect(offered).toContain("/r/LK-7K4-2QD/download?parts=500000000");
  expect(offered).not.toContain("parts=2000000000");
  expect(offered).not.toContain("most=");
});

it("links each part of the size that was chosen, to an address that the file answers", () => {
  const linked = page(150_000_000, {
    most: 100_000_000,
    parts: [{ bytes: 99_000_000 }, { bytes: 51_000_000 }],
  });
  const links = [...linked.matchAll(/href="([^"]*most=[^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
  expect(links.map((link) => partIn(`https://example.com${link}`))).toEqual([
    { part: 1, most: 100_000_000 },
    { part: 2, most: 100_000_000 },
  ]);
  expect(linked).toContain("Part 2 of 2 (51 MB)");
});

it("takes no other size and no other number", () => {
  for (const asked of ["", "?part=1", "?most=100000000", "?part=0&most=100000000", "?part=1&most=5"])
    expect(partIn(`https://example.com/r/x/download/1${asked}`)).toBeUndefined();
});
