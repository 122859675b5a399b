import type { Listed } from "./SystemTable.tsx";

/** The list in the order in which it is looked at: what needs somebody, what goes by itself, what is not in use. */
export function groupsOf(listed: readonly Listed[]): { title: string; systems: Listed[] }[] {
  const needing = listed.filter((one) => one.need !== null);
  const rest = listed.filter((one) => one.need === null);
  const groups = [
    { title: "Needs you", systems: needing },
    { title: "Goes by itself", systems: rest.filter(({ row }) => row.state === "enabled") },
    {
      title: "Held back by staff",
      systems: rest.filter(({ row }) => row.state === "paused" || row.state === "killed"),
    },
    { title: "Being set up", systems: rest.filter(({ row }) => row.state === "draft") },
    { title: "Retired", systems: rest.filter(({ row }) => row.state === "retired") },
  ];
  return groups.filter((one) => one.systems.length > 0);
}

const small = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const numbered = (count: number) => small[count] ?? String(count);

/** "Six systems: five fine; one needs you: Shop and orders." */
export function inOneSentence(listed: readonly Listed[]): string {
  if (listed.length === 0) return "";
  const counts = groupsOf(listed).map(({ title, systems }) => {
    const count = numbered(systems.length).toLowerCase();
    if (title === "Needs you") {
      const names = systems.map(({ row }) => row.title).join(", ");
      return `${count} ${systems.length === 1 ? "needs" : "need"} you: ${names}`;
    }
    if (title === "Goes by itself") return `${count} fine`;
    return `${count} ${title.toLowerCase()}`;
  });
  const whole = `${numbered(listed.length)} ${listed.length === 1 ? "system" : "systems"}`;
  return `${whole}: ${counts.join("; ")}.`;
}
