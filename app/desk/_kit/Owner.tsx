/** Whose turn it is, as initials; the whole name for those who hear or hover it. */
export function Owner({
  owner,
  full = false,
}: {
  owner: { name: string; initials: string } | null;
  full?: boolean;
}) {
  if (!owner) return <span className="faint">Nobody</span>;
  return (
    <span className="owner" title={owner.name}>
      <span className="initials" aria-hidden="true">
        {owner.initials}
      </span>
      <span className={full ? undefined : "hidden-words"}>{owner.name}</span>
    </span>
  );
}
