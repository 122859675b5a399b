-- The shop of Larkspur: an ordinary web shop's database, as it grew.
create table customers (
  id bigint primary key,
  number text not null unique,
  full_name text not null,
  email text not null unique check (email = lower(email)),
  phone text,
  birth_date date,
  language text not null,
  delivery_note text,
  password_hash text not null,
  created_at timestamptz not null,
  -- Choices of the customer. Whoever hands data on, recommends, or does more than keep it must leave these rows out.
  no_sale boolean not null default false,
  no_profiling boolean not null default false,
  restricted boolean not null default false
);

create table email_history (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  email text not null check (email = lower(email)),
  changed_at timestamptz not null,
  changed_by text not null
);
create index on email_history (customer_id);
create index on email_history (email);

create table addresses (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  recipient text not null,
  line1 text not null,
  city text not null,
  postal_code text not null,
  country text not null,
  instructions text,
  is_default boolean not null
);
create index on addresses (customer_id);

create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  address_id bigint references addresses (id),
  placed_at timestamptz not null,
  status text not null,
  total_cents integer not null,
  currency text not null,
  gift_message text
);
create index on orders (customer_id);

create table order_lines (
  order_id bigint not null references orders (id),
  line_no integer not null,
  sku text not null,
  title text not null,
  quantity integer not null,
  unit_cents integer not null,
  engraving text,
  primary key (order_id, line_no)
);

create table invoices (
  id bigint primary key,
  order_id bigint not null references orders (id),
  invoice_no text not null unique,
  issued_on date not null,
  billed_to text not null,
  document bytea not null
);
create index on invoices (order_id);

create table returns (
  id bigint primary key,
  order_id bigint not null,
  line_no integer not null,
  requested_at timestamptz not null,
  reason text not null,
  refund_cents integer not null,
  foreign key (order_id, line_no) references order_lines (order_id, line_no)
);
create index on returns (order_id, line_no);

create table browser_sessions (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  cookie_id text not null,
  device text not null,
  started_at timestamptz not null
);
create index on browser_sessions (customer_id);
create index on browser_sessions (cookie_id);

create table wishlist_items (
  customer_id bigint not null references customers (id),
  position integer not null,
  sku text not null,
  note text,
  added_at timestamptz not null,
  primary key (customer_id, position)
);

create table reviews (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  sku text not null,
  stars integer not null check (stars between 1 and 5),
  body text not null,
  written_at timestamptz not null
);
create index on reviews (customer_id);

create table consents (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  purpose text not null,
  given boolean not null,
  wording text not null,
  at timestamptz not null
);
create index on consents (customer_id);

create table product_views (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  sku text not null,
  searched_for text,
  viewed_at timestamptz not null
);
create index on product_views (customer_id);

-- What a rule works out about customers: a guess, never told by them.
create table segments (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  segment text not null,
  sure_percent integer not null check (sure_percent between 0 and 100),
  made_from text not null,
  made_at timestamptz not null
);
create index on segments (customer_id);

create table fittings (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  title text not null,
  store text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note text
);
create index on fittings (customer_id);

create table store_visits (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  store text not null,
  latitude numeric(8, 5) not null,
  longitude numeric(8, 5) not null,
  seen_by text not null,
  at timestamptz not null
);
create index on store_visits (customer_id);
