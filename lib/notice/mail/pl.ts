import { polishDealings } from "./pl-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** Polish. The same mails to the person as in English. */
export const polish: MailTranslation = {
  notices: {
    code: {
      subject: "Kod do wniosku {reference}",
      body: [
        "Ktoś zapytał nas o dane osobowe i podał ten adres. Jeśli to Ty, wpisz ten kod na stronie:",
        "{code}",
        "Albo otwórz link na urządzeniu, z którego przyszło pytanie. Kod i link działają raz. Czas w minutach: {minutes}.",
        "Jeśli to nie Ty, nie trzeba nic robić. Bez tego kodu nic do nikogo nie wysyłamy.",
      ],
      link: "Przejdź dalej bez wpisywania kodu",
    },
    sign_in: {
      subject: "Kod, żeby zobaczyć swoje wnioski",
      body: [
        "Ktoś chce zobaczyć, o co proszono z tego adresu. Jeśli to Ty, wpisz ten kod na stronie:",
        "{code}",
        "Albo otwórz link na urządzeniu, z którego przyszło pytanie. Kod i link działają raz. Czas w minutach: {minutes}.",
        "Jeśli to nie Ty, nie trzeba nic robić. Bez tego kodu nikt nic nie zobaczy.",
      ],
      link: "Przejdź dalej bez wpisywania kodu",
    },
    second_asked: {
      subject: "Jeszcze jedno sprawdzenie wniosku {reference}",
      body: [
        "Te dane są wrażliwe. Żeby trafiły tylko do Ciebie, prosimy o jeszcze jeden kod.",
        "Wysyłamy go na inny Twój adres, który już mamy. Ty wybierasz który.",
        "Do tego czasu bezpiecznie trzymamy odpowiedź.",
      ],
      link: "Zrób drugie sprawdzenie",
    },
    second_code: {
      subject: "Drugi kod do wniosku {reference}",
      body: [
        "Ktoś zapytał nas o dane, które mamy pod tym adresem. Żeby mieć pewność, że to Ty, prosimy o kod także z tej skrzynki:",
        "{code}",
        "Działa na urządzeniu, z którego o niego poproszono. Czas w minutach: {minutes}.",
        "Jeśli to nie Ty, odpowiedz na tego e-maila. Bez tego kodu nikt nic nie dostanie.",
      ],
      link: "Otwórz stronę z kodem",
    },
    find_nothing: {
      subject: "Nie ma wniosku z tym adresem",
      body: [
        "Ktoś chciał numery wszystkich wniosków z tym adresem. Nie ma żadnego.",
        "Wniosek był z innego adresu? Wtedy podaj tamten. Jeśli to nie Ty, nie trzeba nic robić.",
      ],
      link: "Znajdź wniosek",
    },
    ready: {
      subject: "Twoje dane są gotowe, wniosek {reference}",
      body: [
        "Kopię danych można pobrać do: {until}. Potem można poprosić o nowy link.",
        "Żeby chronić dane, przed pobraniem wysyłamy nowy kod.",
      ],
      link: "Pobierz swoje dane",
    },
    renewed: {
      subject: "Nowy link do wniosku {reference}",
      body: ["Dane można znowu pobrać do: {until}."],
      link: "Pobierz swoje dane",
    },
    cancelled: {
      subject: "Wniosek {reference} jest wycofany",
      body: [
        "Twój wniosek jest wycofany. Nic więcej dla niego nie zbieramy i nie wysyłamy.",
        "Jeśli to nie Ty, powiedz nam o tym.",
      ],
      link: "Zobacz wniosek",
    },
    corrected: {
      subject: "Coś poprawiliśmy, wniosek {reference}",
      body: [
        "Mieliśmy zapisane coś, co nie było prawdą o wniosku. Teraz jest dobrze.",
        "Wniosek dostaliśmy tego dnia: {received}. Odpowiemy do: {due}.",
        "Nie trzeba nic robić. Strona mówi, skąd mamy ten dzień.",
      ],
      link: "Zobacz wniosek",
    },
    corrected_waiting: {
      subject: "Coś poprawiliśmy, wniosek {reference}",
      body: [
        "Mieliśmy zapisane coś, co nie było prawdą o wniosku. Teraz jest dobrze.",
        "Wniosek dostaliśmy tego dnia: {received}. Dzień naszej odpowiedzi zależy od odpowiedzi na nasze pytanie.",
      ],
      link: "Zobacz wniosek",
    },
    kept_erased: {
      subject: "Reszta danych też jest usunięta, wniosek {reference}",
      body: [
        "Gdy usunęliśmy dane, napisaliśmy, że prawo każe nam część jeszcze zachować.",
        "Ten czas minął. Usunęliśmy teraz tę część i sprawdziliśmy, że jej nie ma.",
        "Nie trzeba nic robić.",
      ],
      link: "Zobacz wniosek",
    },
    transmitted: {
      subject: "Przekazaliśmy Twoje dane, wniosek {reference}",
      body: [
        "Prosisz nas o wysłanie danych prosto do innej firmy. Wysłaliśmy je, a firma je przyjęła.",
        "Strona pokazuje liczbę kontrolną pliku. Ta firma może ją porównać z tym, co dostała.",
      ],
      link: "Zobacz, co wysłaliśmy",
    },
    not_transmitted: {
      subject: "Nie przekazaliśmy Twoich danych, wniosek {reference}",
      body: [
        "Prosisz nas o wysłanie danych prosto do innej firmy. Nie udało się, a strona mówi dlaczego.",
        "Dane nadal można pobrać i przekazać samemu. Można też podać nam inny adres.",
      ],
      link: "Zobacz dlaczego",
    },
    restriction_ends: {
      subject: "Wkrótce możemy użyć Twoich danych, {reference}",
      body: [
        "Mieliśmy tylko zachować dane i ich nie używać. Tak zrobiliśmy.",
        "Od tego dnia możemy ich znowu używać: {until}. Mówimy o tym wcześniej.",
        "Jeśli to Twoim zdaniem błąd, odpowiedz na tego e-maila przed tym dniem.",
      ],
      link: "Zobacz wniosek",
    },
    draft: {
      subject: "Wróć do swoich odpowiedzi",
      body: [
        "Mieliśmy zachować Twoje odpowiedzi. Nic jeszcze nie zostało wysłane.",
        "Link działa na każdym urządzeniu. Czas w dniach: {days}. Naciśnij przycisk na stronie, żeby przejść dalej.",
        "Jeśli to nie Ty, nie trzeba nic robić. Wtedy odpowiedzi usuniemy.",
      ],
      link: "Wróć do moich odpowiedzi",
    },
    find: {
      subject: "Twoje wnioski",
      body: ["Oto numery Twoich wniosków:", "{references}"],
      link: "Otwórz wniosek",
    },
    ...polishDealings,
  },
  foot: ["{company}, {contact}", "Na tego e-maila można odpowiedzieć. Czyta go człowiek."],
};
