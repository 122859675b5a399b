import { expect, it } from "vitest";
import { corpusLexicon } from "../fixture/labelled.ts";
import { Detectors } from "./detect.ts";

const detectors = new Detectors(corpusLexicon());

function foundIn(text: string): string[] {
  const found = detectors.find(text, "IE");
  const json = JSON.stringify(text).slice(1, -1);
  if (found.length > 0) expect(detectors.clean(json, 0, json.length), "the first look sees it").toBe(false);
  return found.map(({ start, end }) => text.slice(start, end));
}

it.each([
  ["a wide @", "ask tom＠example.org now", "tom＠example.org"],
  ["wide letters", "見て ｔｏｍ＠ｅｘａｍｐｌｅ．ｏｒｇ！", "ｔｏｍ＠ｅｘａｍｐｌｅ．ｏｒｇ"],
  ["a soft hyphen", "ask tom.ber\u00adger@exam\u00adple.org now", "tom.ber\u00adger@exam\u00adple.org"],
  ["a space of no width", "ask tom\u200b@example.org now", "tom\u200b@example.org"],
  ["a number's own", "€5, ring +353 87\u200b 555\u2060 01\u00ad99 now", "+353 87\u200b 555\u2060 01\u00ad99"],
  ["letters written on to it", "連絡はtom@example.orgまで", "tom@example.org"],
  ["a domain in such letters", "an tom@例え.example", "tom@例え.example"],
  ["wide digits", "ring ＋３５３８７５５５０１９９。", "＋３５３８７５５５０１９９"],
])("finds another's contact in spite of %s", (_what, text, found) => {
  expect(foundIn(text)).toEqual([found]);
});

it("knows the person's own however it is written", () => {
  expect(
    foundIn(
      "私はmina.okafor@example.comです, mina.okafor＠example.com, 你好！mina.oka\u00adfor@example.com, ０８７ 555\u200b 0142",
    ),
  ).toEqual([]);
});
