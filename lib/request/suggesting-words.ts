import type { Right } from "#lib/law/rights.ts";

/**
 * How words begin that may ask for a right: small letters without accents, in English, German, French, Spanish, Italian,
 * Polish, Dutch, Portuguese, Arabic and Hebrew. Only words that say little else: a wrong suggestion costs a look.
 */
export const suggestingWords: Readonly<Record<Right, readonly string[]>> = {
  access:
    list(`copy copies access kopie auskunft copie acces copia acceso accesso kopi dostep inzage afschrift acesso
    نسخة نسخه اطلاع עותק העתק`),
  portability:
    list(`portab transfer move export ubertrag umzieh portier transferer transferir trasferi przenies
    przenosz overdrag overzett نقل תעביר להעביר העבר`),
  rectification:
    list(`correct wrong fix mistake misspel outdated korrigier berichtig falsch fehler corrig rectifi erreur
    errone equivocad error incorrect correg rettific sbagliat popraw sprostow bledn corrige fout verbeter onjuist erro errad
    صحح تصحيح خطا خطأ תקן לתקן טעות שגוי`),
  erasure:
    list(`delet erase eras remov forget forgotten losch vergess entfern supprim effac oubli borr elimin suprim
    cancell dimentic usun skasow zapomn verwijder wis vergeet apag esque احذف حذف امح محو מחק למחוק תמחק מחיקה`),
  restriction:
    list(`pause freeze suspend einschrank sperr limiter geler suspendre suspend limitar pausar limitare
    sospend ogranicz wstrzym beperk bevries pauze ايقاف تجميد להקפיא הקפא`),
  objection: list(`object objection widersp opposition oppos opone oposic oppong opposiz sprzeciw bezwaar opon
    اعترض اعتراض מתנגד התנגד`),
  opt_out:
    list(`unsubscrib newsletter marketing advert spam sell selling abbestell werbung verkauf desinscri desabonn
    publicit vendre vend publicidad vender disiscr pubblicit reklam zrezygn sprzeda uitschrijv reclame verkop publicidade
    اعلان تسويق بيع النشرة פרסום פרסומ שיווק מכור למכור ניוזלטר`),
  limit_sensitive: list(`sensitive sensibel sensible sensibil wrazliw gevoelig sensiv حساس רגיש`),
  automated_decision_review: list(`automat algorithm algorithmus computer algoritm maszyn computador ordenador
    ordinateur خوارزم الي אוטומט אלגוריתם`),
  appeal: list(`appeal einspruch appel apel ricorso recurso odwolan beroep استئناف ערעור לערער`),
  complaint:
    list(`complain beschwer plainte plaindre queja reclamac reclamo reclaman lament skarg skarz klacht queixa
    شكوى اشتكي תלונה להתלונן`),
};

function list(words: string): string[] {
  return words.trim().split(/\s+/);
}
