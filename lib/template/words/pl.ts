import type { ShippedWords } from "../shipped.ts";

export const polish: ShippedWords = {
  hello: "Dzień dobry, {name},",
  acknowledge: {
    subject: "Mamy Twój wniosek {reference}",
    body: [
      "Mamy Twój wniosek. Dotarł do nas {received_day}.",
      "Odpowiemy najpóźniej {due_day}. Na swojej stronie możesz zawsze zobaczyć, co się z nim dzieje.",
    ],
  },
  detail: {
    subject: "Czy możesz powiedzieć nam więcej? {reference}",
    body: [
      "Szukamy Twoich danych. Żeby znaleźć wszystkie, potrzebujemy jeszcze jednej informacji.",
      "Czy podawano u nas inny adres e-mail, inny numer telefonu albo inne nazwisko? Odpowiedz na tę wiadomość.",
      "Nie musisz nam tego mówić. Wtedy pracujemy dalej z tym, co mamy.",
    ],
  },
  identity: {
    subject: "Pokaż nam, że to Ty, wniosek {reference}",
    body: [
      "Zanim wydamy dane, musimy mieć pewność, że to Ty.",
      "Otwórz swoją stronę i wybierz jeden ze sposobów, które tam są. Nie wysyłaj nam mailem kopii paszportu ani dowodu.",
    ],
  },
  more_time: {
    subject: "Wciąż pracujemy nad wnioskiem {reference}",
    body: [
      "Wciąż pracujemy nad Twoim wnioskiem. Trwa to dłużej, niż myśleliśmy.",
      "Nasza odpowiedź przyjdzie najpóźniej {due_day}. Nie musisz nic robić.",
    ],
  },
  not_found: {
    subject: "Jeszcze nic nie znaleźliśmy, wniosek {reference}",
    body: [
      "Szukaliśmy w naszych systemach według tego, co nam podano. Jak dotąd nie znaleźliśmy nic o Tobie.",
      "Czy kiedyś podawano u nas inny adres e-mail, telefon albo nazwisko? Napisz nam, a poszukamy jeszcze raz.",
      "To nie jest nasze ostatnie słowo. Nasza odpowiedź przyjdzie najpóźniej {due_day}.",
    ],
  },
  thanks: {
    subject: "Dziękujemy, wniosek {reference}",
    body: [
      "Dziękujemy. Mamy to, co do nas wysłano.",
      "Pracujemy teraz dalej nad Twoim wnioskiem. Nasza odpowiedź przyjdzie najpóźniej {due_day}.",
    ],
  },
  closing: {
    subject: "Czy wszystko jest jasne? Wniosek {reference}",
    body: [
      "Odpowiedzieliśmy na Twój wniosek. Myślimy, że wszystko jest już zrobione.",
      "Czegoś brakuje albo coś nie jest jasne? Odpowiedz na tę wiadomość. Możesz też zwrócić się do nas tutaj: {contact}",
    ],
  },
};
