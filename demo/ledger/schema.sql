-- The payments ledger: knows people by the shop's customer number only.
create table accounts (
  account_no text primary key,
  customer_number text not null unique,
  holder_name text not null,
  receipt_email text,
  loyalty_card text,
  remark text,
  opened_on date not null,
  restricted boolean not null default false
);

create table payments (
  id bigint primary key,
  account_no text not null references accounts (account_no),
  paid_at timestamptz not null,
  amount_cents integer not null,
  currency text not null,
  method text not null,
  card_last4 text,
  order_id bigint,
  reference text not null
);
create index on payments (account_no);

create table refunds (
  id bigint primary key,
  payment_id bigint not null references payments (id),
  refunded_at timestamptz not null,
  amount_cents integer not null,
  reason text not null
);
create index on refunds (payment_id);
