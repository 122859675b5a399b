import type { ShippedWords } from "../shipped.ts";

export const english: ShippedWords = {
  hello: "Hello {name},",
  acknowledge: {
    subject: "We have your request {reference}",
    body: [
      "We have your request. We got it on {received_day}.",
      "We will answer by {due_day}. You can see how it stands on your page at any time.",
    ],
  },
  detail: {
    subject: "Can you tell us more? Request {reference}",
    body: [
      "We are looking for your data. To find all of it, we need one more detail.",
      "Did you use another email address, another phone number or another name with us? Please answer this message.",
      "You need not tell us. Then we go on with what we have.",
    ],
  },
  identity: {
    subject: "Please show that it is you, request {reference}",
    body: [
      "Before we give out data, we must be sure that it is you.",
      "Please open your page and take one of the ways that it shows. Please do not send us a copy of a passport or identity card by mail.",
    ],
  },
  more_time: {
    subject: "We are still working on request {reference}",
    body: [
      "We are still working on your request. It takes us longer than we thought.",
      "Our answer comes by {due_day}. You need not do anything.",
    ],
  },
  not_found: {
    subject: "We have not found you yet, request {reference}",
    body: [
      "We looked in our systems with what you told us. So far we have found nothing about you.",
      "Did you ever use another email address, phone number or name with us? Then tell us, and we look again.",
      "This is not our last word. Our answer comes by {due_day}.",
    ],
  },
  thanks: {
    subject: "Thank you, request {reference}",
    body: [
      "Thank you. We have what you sent us.",
      "We go on with your request now. Our answer comes by {due_day}.",
    ],
  },
  closing: {
    subject: "Is everything clear? Request {reference}",
    body: [
      "We have answered your request. We think that everything is done now.",
      "Is something missing, or not clear? Then answer this message. You can also reach us here: {contact}",
    ],
  },
};
