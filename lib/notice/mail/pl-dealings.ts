import type { MailTranslation } from "./words.ts";

/** Polish: mails about asking for somebody else, and those that come while a request is worked on. */
export const polishDealings = {
  behalf_received: {
    subject: "Mamy wniosek {reference} w imieniu innej osoby",
    body: [
      "Prosisz nas o coś dla innej osoby. Zanim spojrzymy na jej dane, musimy wiedzieć, że wolno Ci o to prosić.",
      "Strona mówi, czego trzeba i co się dzieje.",
    ],
    link: "Zobacz, czego trzeba",
  },
  behalf_accepted: {
    subject: "Wolno Ci prosić: pracujemy nad wnioskiem {reference}",
    body: [
      "Wiemy już, że wolno Ci prosić za tę osobę. Przysłany dokument jest usunięty.",
      "Zaczęliśmy pracę.",
    ],
    link: "Zobacz, co się dzieje",
  },
  behalf_refused: {
    subject: "Potrzebujemy czegoś innego do wniosku {reference}",
    body: [
      "To, co dostaliśmy, nie pokazuje jeszcze, że wolno Ci prosić za tę osobę. Nie szukaliśmy dla Ciebie jej danych.",
      "Strona mówi, co jeszcze można zrobić. Każdy przysłany dokument jest usunięty.",
    ],
    link: "Zobacz, co jeszcze można zrobić",
  },
  behalf_revoked: {
    subject: "Ta osoba się nie zgadza, wniosek {reference}",
    body: [
      "Ta osoba nie chce, żeby prosić za nią. Przestaliśmy i nic Ci nie wyślemy.",
      "Jeśli to pomyłka, porozmawiaj z tą osobą.",
    ],
    link: "Zobacz, co się dzieje",
  },
  behalf_asked: {
    subject: "Czy ktoś może prosić za Ciebie? Powiedz tak lub nie",
    body: [
      "Ktoś pyta nas o dane osobowe i mówi, że ma na to Twoją zgodę. Podano nam ten adres.",
      "Strona mówi, kto to jest i o co prosi. Tam można powiedzieć tak albo nie.",
      "Jeśli nic nie zrobisz, nic się nie stanie i nikt nie dostanie Twoich danych.",
    ],
    link: "Zobacz i powiedz tak albo nie",
  },
  behalf_to_agent: {
    subject: "Odpowiedź o Tobie trafi do kogoś innego",
    body: [
      "Ktoś pokazał nam dokument z Twoim podpisem. Dlatego nasza odpowiedź o Twoich danych trafi do tej osoby.",
      "Czekamy trzy dni, zanim ją wyślemy. Jeśli tego nie chcesz, powiedz nie na stronie.",
      "Jeśli wszystko się zgadza, nie trzeba nic robić.",
    ],
    link: "Zobacz albo powiedz nie",
  },
  merged: {
    subject: "Dwa razy to samo: odpowiadamy w {other}",
    body: [
      "Mamy od Ciebie dwa wnioski o to samo: {reference} i {other}. Odpowiemy raz, w {other}. Ten wniosek przyszedł pierwszy, więc liczy się jego dzień.",
      "Wniosek {reference} jest zamknięty. Nic nie przepada.",
      "Jeśli chodziło o coś innego, napisz do nas. Wtedy zajmiemy się nim znowu.",
    ],
    link: "Zobacz swój wniosek",
  },
  closed_spam: {
    subject: "Wniosek {reference} jest zamknięty",
    body: [
      "Ktoś wysłał nam wniosek i podał ten adres. Wyglądał na spam. Dwie osoby od nas obejrzały go i zamknęły. Nic do nikogo nie wysłaliśmy.",
      "Czy to Twój wniosek? Wtedy przepraszamy. Wyślij go jeszcze raz na stronie albo napisz do nas. Wtedy się nim zajmiemy.",
    ],
    link: "Zobacz swój wniosek",
  },
  message: {
    subject: "Nowa wiadomość o wniosku {reference}",
    body: [
      "Napisaliśmy do Ciebie o wniosku.",
      "Dla bezpieczeństwa wiadomość jest na Twojej stronie, a nie w tym e-mailu. Tam można odpowiedzieć.",
    ],
    link: "Przeczytaj wiadomość",
  },
  unproven_day: {
    subject: "Czekamy na kod, wniosek {reference}",
    body: [
      "Ktoś wysłał nam wniosek i podał ten adres. Nie zaczęliśmy, bo nikt jeszcze nie wpisał kodu.",
      "Jeśli to Ty, otwórz stronę i poproś o nowy kod. Można to zrobić do: {until}.",
      "Jeśli to nie Ty, nie trzeba nic robić. Bez kodu nic do nikogo nie wysyłamy.",
    ],
    link: "Dostań nowy kod",
  },
  unproven_three_days: {
    subject: "Ostatnie przypomnienie: kod do wniosku {reference}",
    body: [
      "Wciąż czekamy na kod do wniosku {reference}. Bez niego nie możemy zacząć.",
      "Jeśli to Twój wniosek, otwórz stronę i poproś o nowy kod. Wniosek kończy się po tym dniu: {until}. Potem można wysłać nowy.",
      "Jeśli to nie Ty, nie trzeba nic robić. Nie napiszemy już o kodzie.",
    ],
    link: "Dostań nowy kod",
  },
  question_again: {
    subject: "Prosimy o odpowiedź na pytanie, wniosek {reference}",
    body: [
      "Zadaliśmy Ci pytanie o wniosek i nie mamy jeszcze odpowiedzi.",
      "Pytanie jest na Twojej stronie. Odpowiedź zajmie tam kilka minut.",
    ],
    link: "Odpowiedz na pytanie",
  },
  identity_unclear: {
    subject: "Nie wiemy jeszcze, czy to Ty, wniosek {reference}",
    body: [
      "Dziękujemy za to, co dostaliśmy. Nie widać z tego jeszcze, że to Ty.",
      "Są inne sposoby i strona je pokazuje. Można też do nas zadzwonić albo odpowiedzieć na tego e-maila.",
      "Pytamy, żeby nikt inny nie dostał Twoich danych.",
    ],
    link: "Zobacz, co jeszcze można zrobić",
  },
  half_time: {
    subject: "Pracujemy nad wnioskiem {reference}",
    body: [
      "Minęła połowa naszego czasu. Wciąż pracujemy nad wnioskiem.",
      "Odpowiemy do: {due}. Nie trzeba nic robić.",
    ],
    link: "Zobacz, jak daleko jesteśmy",
  },
  late: {
    subject: "Mamy opóźnienie z wnioskiem {reference}",
    body: [
      "Nie odpowiedzieliśmy na wniosek na czas. Przepraszamy.",
      "Teraz planujemy odpowiedzieć do: {until}. Do tego czasu dalej pracujemy.",
      "Możesz złożyć skargę do nas albo do urzędu. Strona mówi jak.",
    ],
    link: "Zobacz wniosek",
  },
  late_open: {
    subject: "Mamy opóźnienie z wnioskiem {reference}",
    body: [
      "Nie odpowiedzieliśmy na wniosek na czas. Przepraszamy.",
      "Dalej nad nim pracujemy. Nie możemy jeszcze podać dnia. Napiszemy, gdy tylko odpowiemy.",
      "Możesz złożyć skargę do nas albo do urzędu. Strona mówi jak.",
    ],
    link: "Zobacz wniosek",
  },
  deletion_preview: {
    subject: "Zobacz, co usuniemy, wniosek {reference}",
    body: [
      "Sprawdziliśmy, co możemy usunąć. Strona pokazuje, co zniknie, co zostanie i dlaczego.",
      "Nic jeszcze nie jest usunięte. Jeśli zmienisz zdanie, nadal można tam wszystko wycofać.",
      "Jeśli wszystko się zgadza, nie trzeba nic robić.",
    ],
    link: "Zobacz, co będzie usunięte",
  },
  link_ends: {
    subject: "Czas pobierania wkrótce minie, wniosek {reference}",
    body: [
      "Dane można jeszcze pobrać do: {until}. Potem można poprosić o nowy link.",
      "Żeby chronić dane, przed pobraniem wysyłamy nowy kod.",
    ],
    link: "Pobierz swoje dane",
  },
  how_did_we_do: {
    subject: "Jak poszło z wnioskiem {reference}?",
    body: [
      "Wniosek jest zakończony. Mamy jedno pytanie i zadajemy je tylko ten jeden raz.",
      "Liczymy tylko odpowiedzi. Nie zapisujemy, kto dał którą.",
    ],
    link: "Odpowiedz na jedno pytanie",
  },
} satisfies Partial<MailTranslation["notices"]>;
