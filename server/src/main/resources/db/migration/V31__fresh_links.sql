-- When somebody was last sent a link: the row's lock lets one of several orders through.
create table fresh_link (
    encounter varchar(64) not null references visit (encounter) on delete cascade,
    person    varchar(64) not null,
    sent_at   timestamptz not null,
    primary key (encounter, person)
);
-- What it is asked no more for.
drop index outbox_recent;
