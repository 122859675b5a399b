/** "Alba Reyes" → AR; one name gives its first two letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? words.map((word) => word[0] ?? "").join("") : name.slice(0, 2);
  return letters.slice(0, 2).toUpperCase();
}
