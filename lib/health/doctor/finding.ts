/** One line of what was examined. `todo`: what to do; empty where all is well. */
export type Finding = { name: string; state: "ok" | "warn" | "bad"; words: string; todo: string };

export const fine = (name: string, words: string): Finding => ({ name, state: "ok", words, todo: "" });
export const warn = (name: string, words: string, todo: string): Finding => ({
  name,
  state: "warn",
  words,
  todo,
});
export const bad = (name: string, words: string, todo: string): Finding => ({
  name,
  state: "bad",
  words,
  todo,
});
