import { type Change, settingInfo, valueInWords } from "#lib/policy/settings.ts";

/** What a version changed, setting by setting: what was, what is. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="policy-changes">
      {changes.map(({ key, from, to, looser }) => (
        <li key={key}>
          {settingInfo[key].title}: <span className="hidden-words">was </span>
          <del>{valueInWords(key, from)}</del> <span className="hidden-words">now </span>
          <ins>{valueInWords(key, to)}</ins>
          {looser ? <strong className="policy-looser"> Less strict, or forgets sooner.</strong> : null}
        </li>
      ))}
    </ul>
  );
}
