-- Wrong passwords count by account and address: whoever guesses at an account keeps its owner out
-- nowhere but at his own address. The account's own counter is of all addresses; what it closes stays
-- open to those that somebody signed in from.
create table sign_in_address (
    username     varchar(100) not null references user_account (username) on delete cascade,
    address      varchar(64)  not null,
    failed_tries integer      not null default 1,
    locked_until timestamptz,
    tried_at     timestamptz  not null default current_timestamp,
    signed_in_at timestamptz,
    primary key (username, address)
);
