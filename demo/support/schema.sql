-- What the support desk keeps behind its API.
create table contacts (
  id text primary key,
  email text not null collate nocase,
  name text not null,
  locale text not null,
  note text,
  created_at text not null
);
create index contacts_email on contacts (email);

create table tickets (
  id text primary key,
  contact text not null references contacts (id),
  subject text not null,
  status text not null,
  channel text not null,
  opened_at text not null
);
create index tickets_contact on tickets (contact);

create table messages (
  id text primary key,
  ticket text not null references tickets (id),
  author text not null,
  author_name text not null,
  sent_at text not null,
  body text not null
);
create index messages_ticket on messages (ticket);

create table attachments (
  id text primary key,
  message text not null references messages (id),
  name text not null,
  content_type text not null,
  content blob not null
);
create index attachments_message on attachments (message);
