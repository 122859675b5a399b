import type { BundleFacts } from "./contents.ts";
import { checkPath } from "./signature/explained.ts";
import { dateInWords, type Words } from "./words/words.ts";

/** For somebody who opens the folder and looks for a text file: what this is, how to read it, check it and ask. */
export function readme(facts: BundleFacts, words: Words): string {
  const { company, portal } = facts;
  const date = dateInWords(facts.answeredAt, company.timezone, words);
  const { email, phone, post } = company.contact;
  const ways = [email, phone, post].filter((way) => way !== undefined).join(", ");
  const { name: authority, url } = company.authority;
  return [
    words.say("package.readme.what", { company: company.legal_name, date }),
    words.say("package.readme.law", { reference: facts.reference, law: words.law(facts.regime) }),
    words.say("package.readme.start"),
    words.say("package.readme.letter"),
    words.say("package.readme.about"),
    words.say("package.readme.data"),
    words.say("package.readme.exact"),
    words.say("package.readme.programs"),
    words.say("package.readme.check"),
    ...(portal === undefined
      ? []
      : [words.say("package.signature.online", { url: `${portal}${checkPath}` })]),
    words.say("package.readme.questions", { ways }),
    words.say("package.readme.complaints", { authority, url }),
    "",
  ].join("\r\n");
}
