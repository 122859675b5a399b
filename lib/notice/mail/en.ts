import type { MailCatalogue } from "./words.ts";

/** English. Reading age nine; one link each; nothing personal but the reference. */
export const english: MailCatalogue = {
  notices: {
    code: {
      subject: "Your code for request {reference}",
      body: [
        "Somebody asked us about personal data and gave this address. If that was you, type this code on the page:",
        "{code}",
        "It works for {minutes} minutes, on the device where you asked for it.",
        "If it was not you, you need not do anything. Nothing is sent to anybody without this code.",
      ],
      link: { path: "/r/{reference}/prove", says: "Open the page for the code" },
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
      subject: "Your data was sent to the other company, request {reference}",
      body: [
        "You asked us to send your data straight to another company. We have sent it, and they have taken it.",
        "The page shows the file's check number. The other company can compare it with what they got.",
      ],
      link: { path: "/r/{reference}/elsewhere", says: "See what was sent" },
    },
    not_transmitted: {
      subject: "Your data was not sent to the other company, request {reference}",
      body: [
        "You asked us to send your data straight to another company. That did not work, and the page says why.",
        "You can still get your data yourself and give it to them. You can also tell us another address.",
      ],
      link: { path: "/r/{reference}/elsewhere", says: "See why" },
    },
    restriction_ends: {
      subject: "Your data may be used again from {until}, request {reference}",
      body: [
        "You asked us to only keep your data, and not to use it. We did that.",
        "From {until} on we may use it again. We tell you this before it happens.",
        "If you think that this is wrong, please answer this mail before that day.",
      ],
      link: { path: "/r/{reference}", says: "See your request" },
    },
    house_alert: {
      subject: "Opt-outs need you: {system}",
      body: ["{what}", "Please look at it now. The page says what is known."],
      link: { path: "/desk/alerts", says: "Open the alerts on the desk" },
    },
    find: {
      subject: "Your requests",
      body: ["You asked us for the numbers of your requests. They are:", "{references}"],
      link: { path: "/find", says: "Open a request" },
    },
    owner_task: {
      subject: "A question about {system}, due {due}",
      body: [
        "Hello {name},",
        "A person has asked us for their data, and only you can look in {system}.",
        "{title} It takes a few minutes. You do not need an account.",
        "Please answer by {due}.",
      ],
      link: { path: "{link}", says: "Answer the question" },
    },
    owner_reminder: {
      subject: "Reminder: a question about {system}, due {due}",
      body: [
        "Hello {name},",
        "We asked you to look in {system}, and have no answer yet.",
        "{title} It takes a few minutes. You do not need an account.",
        "Please answer by {due}. If {system} is not yours, the page lets you say so.",
      ],
      link: { path: "{link}", says: "Answer the question" },
    },
    owner_due: {
      subject: "Still open: a question about {system}, due {due}",
      body: [
        "Hello {name},",
        "The day for an answer about {system} was {due}, and we have none yet.",
        "{title} A person waits for it, and the law gives us a date.",
        "If you cannot look, or {system} is not yours, please say so on the page.",
      ],
      link: { path: "{link}", says: "Answer the question" },
    },
    owner_silent: {
      subject: "No answer for {system}, request {reference}",
      body: [
        "The person who looks after {system} was asked and has not answered by {due}.",
        "Request {reference} waits for it. Ask them again, or ask somebody else, and record what comes of it.",
      ],
      link: { path: "/desk/requests/{reference}", says: "Open the request on the desk" },
    },
    staff_alert: {
      subject: "Request {reference} needs you, due {due}",
      body: ["{what}", "Request {reference} is due on {due}."],
      link: { path: "/desk/requests/{reference}", says: "Open the request on the desk" },
    },
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
