/** What the walk knows of one system's task. */
export type WalkTask = {
  id: string;
  answeredBy: "machine" | "person" | "desk";
  state: "held" | "ready" | "running" | "parked" | "settled";
  attempts: number;
  seenIdentifier: number;
  /** True where it has stopped for our own reasons and waits for staff: it is not waited for. */
  stopped: boolean;
  /** True where nobody was found, the map says by which facts people are alike, and that was not tried yet. */
  mayLookAlike: boolean;
  /** Identifier kinds by which this system can find a person. */
  kinds: ReadonlySet<string>;
};

/** An identifier that may be walked: proven, found or decided; what was merely typed is not among them. */
export type WalkIdentifier = { id: number; kind: string };

/** The newest identifier that a system can be asked by; 0 where there is none. */
export function newestFor(kinds: ReadonlySet<string>, identifiers: readonly WalkIdentifier[]): number {
  return identifiers.reduce(
    (newest, known) => (kinds.has(known.kind) && known.id > newest ? known.id : newest),
    0,
  );
}

/**
 * The rounds of the walk without a barrier (pure): which settled or parked systems must be asked again because
 * an identifier has appeared that they have not seen, and whether the held questions to people may go out,
 * namely once no machine can be expected to add to what is known. Just before them, systems that share no key are
 * looked through for somebody alike. One dead system holds up nobody: a machine
 * that has failed is not waited for. It ends because identifiers are finite and each is seen once per system.
 */
export function nextOf(
  tasks: readonly WalkTask[],
  identifiers: readonly WalkIdentifier[],
): { askAgain: string[]; lookAlike: string[]; askPeople: string[]; complete: boolean } {
  const unseen = (task: WalkTask) => newestFor(task.kinds, identifiers) > task.seenIdentifier;
  const askAgain = tasks.filter(
    (task) => task.answeredBy === "machine" && task.state === "settled" && unseen(task),
  );
  const machinesBusy =
    askAgain.length > 0 ||
    tasks.some(
      (task) =>
        task.answeredBy === "machine" &&
        // Parked: staff decide whose records a shared identifier leads to, and that may make more known.
        ((task.state === "parked" && !task.stopped) ||
          ((task.state === "ready" || task.state === "running") && task.attempts === 0)),
    );
  // Once machines have said what they know, facts of the systems that know the person are compared.
  const lookAlike = machinesBusy
    ? []
    : tasks.filter((task) => task.answeredBy === "machine" && task.state === "settled" && task.mayLookAlike);
  const people = tasks.filter(
    (task) =>
      task.answeredBy === "person" && (task.state === "held" || (task.state === "settled" && unseen(task))),
  );
  const askPeople = machinesBusy || lookAlike.length > 0 ? [] : people;
  return {
    askAgain: askAgain.map((task) => task.id),
    lookAlike: lookAlike.map((task) => task.id),
    askPeople: askPeople.map((task) => task.id),
    complete:
      askAgain.length + lookAlike.length + people.length === 0 &&
      tasks.every((task) => task.state === "settled"),
  };
}
