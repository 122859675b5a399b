import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { OwnerQuestion } from "#lib/fanout/human-task.ts";
import { AnswerForm } from "./AnswerForm.tsx";

const table = (collection: string, label: string): OwnerQuestion["tables"][number] => ({
  collection,
  label,
  columns: [
    { name: "no", label: "Number" },
    { name: "mail", label: "E-mail" },
  ],
  rows: [
    ["7", 'a "quoted" <name>'],
    ["", ""],
  ],
  problems: [],
});
const question: OwnerQuestion = {
  id: "q",
  systemTitle: "Hiking club",
  companyName: "Larkspur",
  title: "Please look",
  text: "In both lists.",
  dueDay: "2026-04-03",
  state: "open",
  accepts: "csv",
  about: [],
  answer: null,
  tables: [table("members", "Members"), table("walks", "Walks")],
  hasDraft: false,
};
const shown = (change: Partial<OwnerQuestion> = {}) =>
  renderToStaticMarkup(<AnswerForm question={{ ...question, ...change }} action="/task/t/answer" />);

it("offers a table for each list, with a button of its own for more rows", () => {
  const page = shown();
  for (const name of ["cell.members.0.0", "cell.members.1.1", "cell.walks.0.1"])
    expect(page).toContain(`name="${name}"`);
  expect(page).toContain('value="a &quot;quoted&quot; &lt;name&gt;"');
  for (const list of ["members", "walks"])
    expect(page).toMatch(new RegExp(`<button(?=[^>]*name="more")(?=[^>]*value="${list}")[^>]*>`));
  expect(page).toMatch(/<input[^>]*id="task-file"[^>]*multiple/);
  expect(page).not.toContain("<script");
});

it("opens at the table once something was typed, and says of each row what is wrong with it", () => {
  expect(shown()).not.toContain('checked=""');
  const problems = [{ row: 1, sentence: "This row names somebody else." }];
  const page = shown({ hasDraft: true, tables: [{ ...table("walks", "Walks"), problems }] });
  expect(page).toMatch(/<input[^>]*id="answer-rows"[^>]*checked=""/);
  const [, id] = /<li id="(problem-[^"]+)"[^>]*>Row 2: This row names somebody else\./.exec(page) ?? [];
  const wrong = [...page.matchAll(/<input[^>]*aria-invalid="true"[^>]*>/g)].map((found) => found[0]);
  expect(wrong).toHaveLength(2);
  for (const input of wrong) expect(input).toContain(`aria-describedby="${id}"`);
  expect(page).not.toMatch(/<input[^>]*id="task-file"[^>]*multiple/);
});

it("has no table where a sentence is asked for", () => {
  const page = shown({ accepts: "text", tables: [] });
  expect(page).not.toContain("cell.");
  expect(page).toContain('value="done"');
});
