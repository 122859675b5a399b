import { describe, expect, it } from "vitest";
import { suggestRights } from "./suggest.ts";

const rightsIn = (message: string) => suggestRights(message).map(({ right }) => right);

describe("suggestions from somebody's own words", () => {
  it.each([
    ["Send me a copy of everything and then delete my account.", ["access", "erasure"]],
    ["Bitte löschen Sie meine Daten, die Adresse ist falsch.", ["rectification", "erasure"]],
    ["Je veux une copie de mes données et m’opposer à la publicité.", ["access", "objection", "opt_out"]],
    ["Quiero una copia y borren mis datos", ["access", "erasure"]],
    ["Vorrei una copia dei miei dati e cancellate tutto", ["access", "erasure"]],
    ["Proszę usunąć moje dane", ["erasure"]],
    ["Graag inzage, en verwijder mijn gegevens", ["access", "erasure"]],
    ["Quero apagar os meus dados", ["erasure"]],
    ["أريد نسخة من بياناتي ثم احذفوا حسابي", ["access", "erasure"]],
    ["אני רוצה עותק ואז למחוק את הנתונים", ["access", "erasure"]],
  ])("%s", (message, expected) => {
    expect(rightsIn(message)).toEqual(expected);
  });

  it("names the words that it goes by, once each, and says nothing where nothing is said", () => {
    expect(suggestRights("Delete it. DELETE it. Erase it, remove it, forget it.")).toEqual([
      { right: "erasure", because: ["DELETE", "Erase", "remove"] },
    ]);
    expect(rightsIn("Hello, how are you?")).toEqual([]);
    expect(rightsIn("")).toEqual([]);
  });
});
