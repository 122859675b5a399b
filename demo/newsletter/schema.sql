-- The newsletter: rows are never removed, only marked as deleted.
create table subscribers (
  id integer primary key,
  email text not null,
  name text,
  status text not null,
  topics text not null,
  joined_at text not null,
  deleted_at text
);
create index subscribers_email on subscribers (email);

create table sends (
  id integer primary key,
  subscriber_id integer not null references subscribers (id),
  campaign text not null,
  subject text not null,
  sent_at text not null
);
create index sends_subscriber on sends (subscriber_id);

create table opens (
  id integer primary key,
  send_id integer not null references sends (id),
  opened_at text not null,
  client text
);
create index opens_send on opens (send_id);

create table clicks (
  id integer primary key,
  send_id integer not null references sends (id),
  clicked_at text not null,
  link text not null
);
create index clicks_send on clicks (send_id);

create table suppressions (
  email_sha256 text primary key,
  since text not null
);
