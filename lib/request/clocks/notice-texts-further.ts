import type { NoticeTexts } from "./notice-texts-by-language.ts";

export const it: NoticeTexts = {
  waits: "Il nostro tempo per rispondere si ferma finché Lei non risponde. Poi riprende.",
  runsOn: (by) =>
    `Il nostro tempo per rispondere va avanti mentre aspettiamo. Vogliamo comunque rispondere entro ${by}.`,
  extension: {
    complexity: "È difficile rispondere alla Sua richiesta.",
    number_of_requests: "Ci sono molte richieste a cui rispondere.",
    third_party_consultation: "Dobbiamo chiedere ad altri prima di poter rispondere.",
    reasonably_necessary: "Ci serve più tempo per rispondere bene.",
  },
  fee: {
    unfounded: "Pensiamo che per questa richiesta chiaramente non ci sia motivo.",
    excessive: "Questa richiesta va molto oltre il necessario.",
    repetitive: "Ha già chiesto la stessa cosa più volte.",
    further_copy: "Ha già avuto una copia. Questa è una copia in più.",
    disproportionate_effort: "Questa richiesta dà molto più lavoro del solito.",
    actual_cost: "Questo è ciò che la copia costa a noi.",
  },
};

export const pl: NoticeTexts = {
  waits: "Nasz czas na odpowiedź stoi w miejscu, dopóki Państwo nie odpowiedzą. Potem biegnie dalej.",
  runsOn: (by) =>
    `Nasz czas na odpowiedź biegnie dalej, kiedy czekamy. Mimo to chcemy odpowiedzieć najpóźniej: ${by}.`,
  extension: {
    complexity: "Na Państwa wniosek trudno odpowiedzieć.",
    number_of_requests: "Jest wiele wniosków, na które trzeba odpowiedzieć.",
    third_party_consultation: "Musimy zapytać innych, zanim odpowiemy.",
    reasonably_necessary: "Potrzebujemy więcej czasu, żeby dobrze odpowiedzieć.",
  },
  fee: {
    unfounded: "Uważamy, że ten wniosek wyraźnie nie ma podstaw.",
    excessive: "Ten wniosek sięga o wiele dalej, niż trzeba.",
    repetitive: "Prosili Państwo już kilka razy o to samo.",
    further_copy: "Mają już Państwo jedną kopię. To jest następna kopia.",
    disproportionate_effort: "Ten wniosek wymaga wyjątkowo dużo pracy.",
    actual_cost: "Tyle kosztuje nas ta kopia.",
  },
};

export const nl: NoticeTexts = {
  waits: "Onze tijd om te antwoorden staat stil tot u antwoordt. Daarna loopt hij verder.",
  runsOn: (by) =>
    `Onze tijd om te antwoorden loopt door terwijl we wachten. We willen toch uiterlijk ${by} antwoorden.`,
  extension: {
    complexity: "Uw verzoek is moeilijk te beantwoorden.",
    number_of_requests: "Er zijn veel verzoeken te beantwoorden.",
    third_party_consultation: "We moeten anderen vragen voor we kunnen antwoorden.",
    reasonably_necessary: "We hebben meer tijd nodig om goed te antwoorden.",
  },
  fee: {
    unfounded: "We denken dat er voor dit verzoek duidelijk geen reden is.",
    excessive: "Dit verzoek gaat veel verder dan nodig is.",
    repetitive: "U hebt al een paar keer om hetzelfde gevraagd.",
    further_copy: "U hebt al een kopie gehad. Dit is een extra kopie.",
    disproportionate_effort: "Dit verzoek geeft ongewoon veel werk.",
    actual_cost: "Dit kost de kopie ons.",
  },
};

export const pt: NoticeTexts = {
  waits: "O nosso tempo para responder para até nos responder. Depois continua.",
  runsOn: (by) =>
    `O nosso tempo para responder continua enquanto esperamos. Queremos, mesmo assim, responder até ${by}.`,
  extension: {
    complexity: "É difícil responder ao seu pedido.",
    number_of_requests: "Há muitos pedidos para responder.",
    third_party_consultation: "Temos de perguntar a outros antes de poder responder.",
    reasonably_necessary: "Precisamos de mais tempo para responder bem.",
  },
  fee: {
    unfounded: "Achamos que este pedido claramente não tem razão de ser.",
    excessive: "Este pedido vai muito além do necessário.",
    repetitive: "Já pediu o mesmo várias vezes.",
    further_copy: "Já recebeu uma cópia. Esta é mais uma cópia.",
    disproportionate_effort: "Este pedido dá muito mais trabalho do que o normal.",
    actual_cost: "É isto que a cópia nos custa.",
  },
};

export const ar: NoticeTexts = {
  waits: "يتوقف وقتنا للرد حتى تجيب. ثم يستمر.",
  runsOn: (by) => `يستمر وقتنا للرد بينما ننتظر. ومع ذلك نريد أن نرد قبل نهاية ${by}.`,
  extension: {
    complexity: "الرد على طلبك صعب.",
    number_of_requests: "هناك طلبات كثيرة يجب الرد عليها.",
    third_party_consultation: "علينا أن نسأل آخرين قبل أن نستطيع الرد.",
    reasonably_necessary: "نحتاج إلى وقت أطول لكي نرد جيدًا.",
  },
  fee: {
    unfounded: "نرى أن هذا الطلب بلا سبب واضح.",
    excessive: "هذا الطلب أوسع بكثير مما يلزم.",
    repetitive: "لقد طلبت الشيء نفسه عدة مرات.",
    further_copy: "لقد حصلت على نسخة من قبل. هذه نسخة إضافية.",
    disproportionate_effort: "هذا الطلب يحتاج إلى عمل كثير غير معتاد.",
    actual_cost: "هذا ما تكلّفنا إياه النسخة.",
  },
};

export const he: NoticeTexts = {
  waits: "הזמן שלנו לענות נעצר עד התשובה שלך. אחר כך הוא ממשיך.",
  runsOn: (by) => `הזמן שלנו לענות ממשיך בזמן שאנחנו מחכים. בכל זאת אנחנו רוצים לענות עד ${by}.`,
  extension: {
    complexity: "קשה לענות לבקשה שלך.",
    number_of_requests: "יש הרבה בקשות שצריך לענות להן.",
    third_party_consultation: "אנחנו צריכים לשאול אחרים לפני שנוכל לענות.",
    reasonably_necessary: "אנחנו צריכים עוד זמן כדי לענות כמו שצריך.",
  },
  fee: {
    unfounded: "לדעתנו ברור שאין סיבה לבקשה הזאת.",
    excessive: "הבקשה הזאת רחבה הרבה יותר מהנחוץ.",
    repetitive: "כבר ביקשת את אותו הדבר כמה פעמים.",
    further_copy: "כבר קיבלת עותק. זה עותק נוסף.",
    disproportionate_effort: "הבקשה הזאת דורשת עבודה רבה במיוחד.",
    actual_cost: "זה מה שהעותק עולה לנו.",
  },
};
