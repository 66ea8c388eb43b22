-- A visit is one value; what must be searched or must be unique stands in columns beside it.
create table visit (
    encounter   varchar(64) not null primary key,
    appointment varchar(64) not null unique,
    room        varchar(64) not null unique,
    status      varchar(20) not null,
    starts      timestamptz not null,
    ends        timestamptz not null,
    room_open   boolean     not null default false,
    hosts       text[]      not null,            -- references of the clinicians
    state       jsonb       not null,
    changed_at  timestamptz not null default current_timestamp
);
create index visit_running on visit (status) where status in ('PLANNED', 'ARRIVED', 'IN_PROGRESS');
create index visit_starts on visit (starts);

-- A clinician is in one virtual visit at a time. Racing bookings meet here, in one transaction each.
create table booked_time (
    encounter varchar(64) not null,
    clinician text        not null,
    during    tstzrange   not null,
    primary key (encounter, clinician),
    constraint one_visit_at_a_time exclude using gist (clinician with =, during with &&)
);

-- A personal link is this row's id with a signature: the link itself is stored nowhere.
create table invitation (
    id         uuid        not null primary key,
    encounter  varchar(64) not null references visit (encounter) on delete cascade,
    person     varchar(64) not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    created_at timestamptz not null default current_timestamp
);
create index invitation_person on invitation (encounter, person);

-- When a person's devices last passed the check, so that it isn't asked for at every visit.
create table device_check (
    reference  text        not null primary key,
    camera     boolean     not null,
    microphone boolean     not null,
    checked_at timestamptz not null
);

create table feedback (
    id         bigint generated always as identity primary key,
    encounter  varchar(64) not null,
    rating     varchar(10) not null,
    comment    text,
    given_at   timestamptz not null default current_timestamp
);

-- What goes out to people by mail or text; says nothing about health.
create table outbox (
    id         bigint generated always as identity primary key,
    encounter  varchar(64),
    reference  text        not null,
    channel    varchar(10) not null,
    address    text        not null,
    body       text        not null,
    created_at timestamptz not null default current_timestamp,
    sent_at    timestamptz
);
create index outbox_recent on outbox (encounter, reference, created_at);
