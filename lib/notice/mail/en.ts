import { askingMails } from "./asking-en.ts";
import { behalfMails } from "./behalf-en.ts";
import { endingMails } from "./ending-en.ts";
import { staffMails } from "./staff-en.ts";
import type { MailCatalogue } from "./words.ts";

/** English. Reading age nine; one link each; nothing personal but the reference. */
export const english: MailCatalogue = {
  notices: {
    code: {
      subject: "Your code for request {reference}",
      body: [
        "Somebody asked us about personal data and gave this address. If that was you, type this code on the page:",
        "{code}",
        "Or open the link below on the device where you asked. Both work for {minutes} minutes, once.",
        "If it was not you, you need not do anything. Nothing is sent to anybody without this code.",
      ],
      link: { path: "/r/{reference}/prove/link/{link}", says: "Go on without typing the code" },
    },
    sign_in: {
      subject: "Your code to see your requests",
      body: [
        "Somebody wants to see what was asked with this address. If that was you, type this code on the page:",
        "{code}",
        "Or open the link below on the device where you asked. Both work for {minutes} minutes, once.",
        "If it was not you, you need not do anything. Nobody sees anything without this code.",
      ],
      link: { path: "/sign-in/link/{link}", says: "Go on without typing the code" },
    },
    second_asked: {
      subject: "One more check for request {reference}",
      body: [
        "What you asked for is sensitive. So that it reaches you and nobody else, we ask for one more code.",
        "We send it to another address that we already have of you. You choose which one.",
        "Until then we keep your answer safe.",
      ],
      link: { path: "/r/{reference}/prove/second", says: "Do the second check" },
    },
    second_code: {
      subject: "A second code for request {reference}",
      body: [
        "Somebody asked us about personal data that we hold under this address. To be sure that it is you, we ask for a code from this mailbox too:",
        "{code}",
        "It works for {minutes} minutes, on the device where you asked for it.",
        "If it was not you, please tell us by replying to this mail. Without this code, nobody gets anything.",
      ],
      link: { path: "/r/{reference}/prove/second", says: "Open the page for the code" },
    },
    find_nothing: {
      subject: "No request with this address",
      body: [
        "Somebody wanted the numbers of all requests made with this address. There are none.",
        "Did you ask with another address? Then try that one. If it was not you, you need not do anything.",
      ],
      link: { path: "/find", says: "Look for a request" },
    },
    ready: {
      subject: "Your data is ready, request {reference}",
      body: [
        "The copy of your data is ready to download until {until}. After that you can ask for a new link.",
        "To keep it safe, we send you a new code before you download it.",
      ],
      link: { path: "/r/{reference}/download", says: "Download your data" },
    },
    renewed: {
      subject: "A new link for request {reference}",
      body: ["Your download is open again until {until}."],
      link: { path: "/r/{reference}/download", says: "Download your data" },
    },
    ...behalfMails,
    ...endingMails,
    cancelled: {
      subject: "Request {reference} is cancelled",
      body: [
        "Your request has been cancelled. We collect nothing more for it and send nothing more.",
        "If you did not do this, please tell us.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    corrected: {
      subject: "We have corrected something about request {reference}",
      body: [
        "We had noted something about your request that was not right. It is right now.",
        "We received your request on {received}. We will answer by {due}.",
        "You do not need to do anything. The page says how we found this day.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    corrected_waiting: {
      subject: "We have corrected something about request {reference}",
      body: [
        "We had noted something about your request that was not right. It is right now.",
        "We received your request on {received}. The day of our answer depends on your reply to our question.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    kept_erased: {
      subject: "What we had to keep is deleted now, request {reference}",
      body: [
        "When we deleted your data, we told you that the law makes us keep a part of it for some time.",
        "That time is over. We have deleted that part now, and looked again that it is gone.",
        "You do not need to do anything.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    transmitted: {
      subject: "Your data was sent on, request {reference}",
      body: [
        "You asked us to send your data straight to another company. We have sent it, and they have taken it.",
        "The page shows the file's check number. The other company can compare it with what they got.",
      ],
      link: { path: "/r/{reference}/elsewhere", says: "See what was sent" },
    },
    not_transmitted: {
      subject: "Your data was not sent on, request {reference}",
      body: [
        "You asked us to send your data straight to another company. That did not work, and the page says why.",
        "You can still get your data yourself and give it to them. You can also tell us another address.",
      ],
      link: { path: "/r/{reference}/elsewhere", says: "See why" },
    },
    restriction_ends: {
      subject: "Your data may be used again soon, request {reference}",
      body: [
        "You asked us to only keep your data, and not to use it. We did that.",
        "From {until} on we may use it again. We tell you this before it happens.",
        "If you think that this is wrong, please answer this mail before that day.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    message: {
      subject: "A new message about request {reference}",
      body: [
        "We have written to you about your request.",
        "To protect you, the message stands on your page and not in this mail. You can answer it there.",
      ],
      link: { path: "/r/{reference}/messages", says: "Read the message" },
    },
    unproven_day: {
      subject: "We wait for your code, request {reference}",
      body: [
        "Somebody sent us a request and gave this address. We have not started, because nobody has typed the code yet.",
        "If that was you, open the page and ask for a new code. You can do that until {until}.",
        "If it was not you, you need not do anything. Nothing is sent to anybody without the code.",
      ],
      link: { path: "/r/{reference}/prove", says: "Get a new code" },
    },
    unproven_three_days: {
      subject: "Last reminder: a code for request {reference}",
      body: [
        "We still wait for the code of request {reference}. Without it we cannot start.",
        "If you sent the request, open the page and ask for a new code. After {until} the request ends, and you can send a new one.",
        "If it was not you, you need not do anything. We do not write again about the code.",
      ],
      link: { path: "/r/{reference}/prove", says: "Get a new code" },
    },
    question_again: {
      subject: "Please answer our question, request {reference}",
      body: [
        "We asked you a question about your request and have no answer yet.",
        "The question stands on your page. You can answer it there in a few minutes.",
      ],
      link: { path: "/r/{reference}", says: "Answer the question" },
    },
    identity_unclear: {
      subject: "We could not tell that it is you, request {reference}",
      body: [
        "Thank you for what you sent us. It does not show us yet that you are the person.",
        "There are other ways, and the page lists them. You can also call us or answer this mail.",
        "We ask this so that nobody else gets your data.",
      ],
      link: { path: "/r/{reference}", says: "See what else works" },
    },
    half_time: {
      subject: "We are working on request {reference}",
      body: [
        "Half of our time is over. We are still working on your request.",
        "We will answer by {due}. You do not need to do anything.",
      ],
      link: { path: "/r/{reference}", says: "See how far we are" },
    },
    late: {
      subject: "We are late with request {reference}",
      body: [
        "We have not answered your request in time. We are sorry.",
        "We now expect to answer by {until}, and we keep working on it until then.",
        "You can complain to us or to the authority. The page says how.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    late_open: {
      subject: "We are late with request {reference}",
      body: [
        "We have not answered your request in time. We are sorry.",
        "We keep working on it. We cannot name a day yet, and we write to you as soon as we have answered.",
        "You can complain to us or to the authority. The page says how.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    deletion_preview: {
      subject: "See what we will delete, request {reference}",
      body: [
        "We have looked at what we can delete. The page shows what goes, what stays and why.",
        "Nothing is deleted yet. If you have changed your mind, you can still cancel there.",
        "If all is well, you do not need to do anything.",
      ],
      link: { path: "/r/{reference}/deletion", says: "See what will be deleted" },
    },
    link_ends: {
      subject: "Your download ends soon, request {reference}",
      body: [
        "You can still download your data until {until}. After that you can ask for a new link.",
        "To keep it safe, we send you a new code before you download it.",
      ],
      link: { path: "/r/{reference}/download", says: "Download your data" },
    },
    how_did_we_do: {
      subject: "How did we do with request {reference}?",
      body: [
        "Your request is finished. We have one question for you, and we ask it only this once.",
        "We only count the answers. We do not keep who gave which one.",
      ],
      link: { path: "/r/{reference}/how", says: "Answer one question" },
    },
    ...askingMails,
    ...staffMails,
    recipient_told: {
      subject: "A notice from {company} about data you were given",
      body: [
        "Hello {name},",
        "{company} has given you data about people. One of them has used a right that the law gives them, and the law asks us to tell you.",
        "To protect this person, the mail does not say who it is. Open the page, press the button, and you see it.",
        "Please answer there by {due}. You do not need an account.",
      ],
      link: { path: "{link}", says: "Open the notice" },
    },
    recipient_reminder: {
      subject: "Reminder: a notice from {company} waits for your answer",
      body: [
        "Hello {name},",
        "We sent you a notice about a person whose data we had given you, and have no answer yet.",
        "Please open the page, press the button, and answer by {due}. You do not need an account.",
        "If you do not hold this person's data, the page lets you say so.",
      ],
      link: { path: "{link}", says: "Open the notice" },
    },
  },
  foot: ["{company}, {contact}", "You can reply to this mail. A person reads it."],
};
