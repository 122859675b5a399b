/**
 * The words by which people are greeted, sign, and are spoken of, and by which secrets and lawyers' letters are known, in
 * English, German, French, Spanish and Arabic. Data: a further language is a further line.
 */
const list = (text: string): string[] =>
  text
    .split("|")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Before a name, with or without a full stop. */
export const titles = list(
  "mr|mrs|ms|miss|dr|prof|frau|herr|herrn|familie|madame|monsieur|mme|señor|señora|sr|sra",
);

/** Straight before a name: greetings, how people present themselves and whom they speak of. */
export const beforeNames = [
  ...list(
    "dear|hi|hello|hey|good morning|good afternoon|my name is|this is|speaking with|spoke to|spoke with|on behalf of|forwarded by",
  ),
  ...list(
    "my husband|my wife|my partner|my son|my daughter|my brother|my sister|my mother|my father|my neighbour|my neighbor|my friend|my flatmate|my colleague|my boss|my aunt|my uncle|our neighbour",
  ),
  ...list(
    "liebe|lieber|hallo|guten tag|guten morgen|sehr geehrte|sehr geehrter|mein name ist|ich heiße|hier ist|im namen von|im Auftrag von",
  ),
  ...list(
    "mein mann|meine frau|mein sohn|meine tochter|mein bruder|meine schwester|meine mutter|mein vater|mein nachbar|meine nachbarin|mein freund|meine freundin|meinem nachbarn|meiner nachbarin|meiner freundin|meinem freund|meinem mann|meiner frau|meiner schwester|meinem bruder|mein kollege|meine kollegin",
  ),
  ...list("bonjour|bonsoir|salut|cher|chère|je m'appelle|de la part de|au nom de"),
  ...list(
    "mon mari|ma femme|mon fils|ma fille|mon frère|ma sœur|ma soeur|ma mère|mon père|mon voisin|ma voisine|mon ami|mon amie|mon collègue|ma collègue|mon compagnon|ma compagne",
  ),
  ...list(
    "hola|buenos días|buenas tardes|estimado|estimada|querido|querida|me llamo|mi nombre es|de parte de|en nombre de",
  ),
  ...list(
    "mi marido|mi esposo|mi esposa|mi mujer|mi hijo|mi hija|mi hermano|mi hermana|mi madre|mi padre|mi vecino|mi vecina|mi amigo|mi amiga|mi compañero|mi compañera",
  ),
];

/** Behind a name and a comma: who it is. */
export const afterNames = [
  ...beforeNames.filter((phrase) => /^(?:my|our|mein|meine|mon|ma|mi) (?!name|nombre)/.test(phrase)),
  ...list(
    "who lives next door|who lives upstairs|who lives downstairs|from next door|der nebenan wohnt|die nebenan wohnt|von nebenan",
  ),
  ...list("qui habite à côté|d'à côté|que vive al lado|de al lado"),
];

/** The same in Arabic, where names have no capitals: only what is nearly always followed by one. */
export const beforeArabicNames = list(
  "السيد|السيدة|الأستاذ|الأستاذة|الدكتور|الدكتورة|عزيزي|عزيزتي|اسمي|زوجي|زوجتي|ابني|ابنتي|أخي|أختي|جاري|جارتي|صديقي|صديقتي|زميلي|زميلتي|والدي|والدتي",
);

/** Words at the head of a quoted mail's line, before a colon. */
export const headers = list(
  "from|to|cc|bcc|von|an|de|à|para|de parte|envoyé par|gesendet von|sent by|من|إلى",
);

/** Around a name at the head of a quoted mail. */
export const wrote = list("wrote|schrieb|écrit|escribió");

/** Before a name on the next line, or behind a comma on the same. */
export const signOffs = [
  ...list(
    "kind regards|best regards|warm regards|regards|best wishes|best|cheers|thanks|many thanks|thank you|sincerely|yours sincerely|yours faithfully|yours truly|love",
  ),
  ...list(
    "mit freundlichen grüßen|freundliche grüße|viele grüße|beste grüße|liebe grüße|herzliche grüße|schöne grüße|gruß|grüße|mfg|lg|vielen dank|danke",
  ),
  ...list(
    "cordialement|bien cordialement|bien à vous|sincères salutations|salutations distinguées|meilleures salutations|amicalement|merci|bisous|à bientôt",
  ),
  ...list(
    "saludos|un saludo|saludos cordiales|atentamente|un cordial saludo|gracias|muchas gracias|un abrazo|abrazos",
  ),
];
export const arabicSignOffs = list(
  "مع تحياتي|تحياتي|مع خالص التحية|مع التحية|شكرا|شكرًا|وتفضلوا بقبول فائق الاحترام",
);

/** What follows a greeting or stands under a letter and is nobody's name; folded. */
export const notNames = new Set(
  list(
    "hello|hi|hey|hallo|hola|salut|moin|yesterday|today|tomorrow|team|customer|customers|sir|madam|all|everyone|everybody|folks|guys|support|service|services|there|again|both|friend|friends|colleague|colleagues|department|office|manager|director|sent|from|and|the|order|account|shop|store|help|care|desk|privacy|data|protection|officer|sales|accounts|billing|returns|regards|hr|it|i|you|we|kunde|kunden|kundin|kundinnen|kundenservice|kundendienst|damen|herren|herr|frau|zusammen|leute|alle|ihr|ihre|dein|deine|nochmal|nachricht|bestellung|client|clients|cliente|clientes|equipe|service|madame|monsieur|messieurs|mesdames|bonjour|equipo|senor|senora|senores|senoras|amigo|amigos|amiga|atencion|gracias|buenas|buenos|tardes|dias|dr|mr|mrs|ms|miss|prof|professor|mme|sr|sra|gesendet|envoye|enviado|iphone|android|monday|tuesday|wednesday|thursday|friday|saturday|sunday|januar|january|february|march|april|may|june|july|august|september|october|november|december|god|christmas|easter|weihnachten|noel|navidad|european|union|ireland|germany|france|spain|dublin|berlin|paris|madrid|london|المحترم|المحترمة|فريق|الدعم|خدمة|العملاء|العميل|العميلة|المدير|في|من|على|إلى|هو|هي|الذي|التي|قد|لم|لا|و|ان|أن|هل|كان|كانت",
  ).map((word) => word.normalize("NFD").replace(/\p{M}/gu, "")),
);

/** Before a secret. */
export const passwordWords = list(
  "password|passwd|pwd|passcode|passphrase|pass word|pin|pin code|login code|passwort|kennwort|zugangscode|geheimzahl|mot de passe|mdp|code secret|contraseña|clave|كلمة المرور|كلمة السر|الرمز السري",
);
/** Between such a word and the secret. */
export const isWords = list("is|was|ist|lautet|war|est|es|era|هي|هو");

/** What a letter between a client and a lawyer says of itself. */
export const privilegePhrases = [
  ...list(
    "attorney-client privilege|attorney-client privileged|attorney client privilege|solicitor-client privilege|legally privileged|legal professional privilege|legal privilege|legal advice privilege|litigation privilege|privileged and confidential|privileged & confidential|attorney work product|attorney-client communication|privileged communication|without prejudice",
  ),
  ...list(
    "anwaltliche verschwiegenheit|anwaltlichen verschwiegenheit|anwaltsgeheimnis|mandatsgeheimnis|anwaltskorrespondenz|anwaltliche korrespondenz|verteidigerpost|anwaltspost|anwaltlich vertraulich",
  ),
  ...list(
    "secret professionnel de l'avocat|secret professionnel des avocats|secret professionnel|correspondance d'avocat|correspondance entre avocats|confidentialité avocat-client|confidentiel avocat",
  ),
  ...list(
    "secreto profesional|secreto profesional del abogado|privilegio abogado-cliente|confidencialidad abogado-cliente|comunicación abogado-cliente",
  ),
  ...list("السرية المهنية للمحامي|سرية المحامي|امتياز المحامي والموكل|السرية بين المحامي وموكله"),
];

/** Before a telephone number. */
export const phoneWords = list(
  "tel|telephone|phone|mobile|cell|call|ring|rang|text|whatsapp|reach|fax|telefon|handy|mobil|anrufen|ruf|rufen|nummer|erreichbar|telefonnummer|handynummer|téléphone|portable|appeler|appelez|appelle|joindre|joignable|numéro|teléfono|móvil|movil|llamar|llame|llámame|llámeme|número|هاتف|جوال|موبايل|الهاتف|اتصل|رقم|رقمي|رقمه|رقمها",
);

/** Before a number that is none of a telephone. */
export const otherNumberWords = list(
  "order|invoice|ticket|case|ref|reference|tracking|parcel|shipment|booking|serial|article|item|sku|ean|isbn|batch|customer number|account number|policy|transaction|bestellung|bestellnummer|auftrag|auftragsnummer|rechnung|rechnungsnummer|kundennummer|sendung|sendungsnummer|vorgang|artikel|artikelnummer|seriennummer|commande|facture|colis|suivi|dossier|référence|article|pedido|factura|envío|seguimiento|referencia|artículo|serie|طلب|الطلب|فاتورة|الفاتورة|شحنة|الشحنة|تتبع",
);
