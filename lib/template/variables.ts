import type { TemplateText } from "./shipped.ts";

/** Everything that a template can name, with what it stands for. Nothing else is ever filled in. */
export const variables = {
  name: "the person's name",
  reference: "the number of the request",
  right: "what they asked for",
  received_day: "the day on which it came",
  due_day: "the last day for the answer",
  company: "our name",
  contact: "how to reach us",
} as const;

export type Variable = keyof typeof variables;
export type Values = Readonly<Record<Variable, string>>;

/** A subject is read by whoever passes by: it names nobody, and not what was asked. */
const inSubject: ReadonlySet<string> = new Set(["reference", "company"] satisfies Variable[]);

/** Letters of a subject with its longest reference, and of a message. Mail programs cut what is longer. */
const longestSubject = 78;
const longestBody = 3_500;

const isVariable = (name: string): name is Variable => Object.hasOwn(variables, name);
const named = /\{([^{}\n]{0,40})\}/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can see is what is refused.
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with the words of a template, in sentences; none where it can be saved. */
export function wrongWith({ subject, body }: TemplateText): string[] {
  const wrong: string[] = [];
  if (subject === "") wrong.push("Write a subject.");
  if (body === "") wrong.push("Write what the message says.");
  if (subject.length > longestSubject)
    wrong.push(`The subject has ${subject.length} letters. Use at most ${longestSubject}.`);
  if (body.length > longestBody)
    wrong.push(`The message has ${body.length} letters. Use at most ${longestBody}.`);
  if (unseen.test(subject) || subject.includes("\n")) wrong.push("The subject is one line of plain letters.");
  if (unseen.test(body)) wrong.push("There are characters in the message that cannot be seen. Type it anew.");
  for (const [, name = ""] of subject.matchAll(named))
    if (!inSubject.has(name))
      wrong.push(`The subject cannot say {${name}}. It may say {reference} and {company}.`);
  for (const [, name = ""] of body.matchAll(named)) if (!isVariable(name)) wrong.push(unknown(name));
  for (const [what, text] of [
    ["subject", subject],
    ["message", body],
  ] as const)
    if (/[{}]/.test(text.replaceAll(named, "")))
      wrong.push(`A brace in the ${what} has no partner. Write a variable as {reference}.`);
  return [...new Set(wrong)];
}

function unknown(name: string): string {
  const near = Object.keys(variables).find((one) => one.startsWith(name.slice(0, 3)) && name.length > 2);
  return `Nothing is known as {${name}}.${near ? ` Did you mean {${near}}?` : ""}`;
}

/** Fills in the variables, each once: what a value says is never read for variables again (advisory ADV-15). */
export function filled(text: string, values: Values): string {
  return text.replace(named, (whole, name: string) => (isVariable(name) ? values[name] : whole));
}
