-- What SMART App Launch adds to the authorization server's tables.

-- A launch from an EHR: the opaque handle's hash, and what it stands for.
create table smart_launch (
    handle_hash      bytea        not null primary key,
    username         varchar(100) not null,
    client_id        varchar(100),             -- the only app; none: whichever
    patient          varchar(64),
    encounter        varchar(64),
    intent           varchar(100),
    patient_banner   boolean      not null,
    expires_at       timestamptz  not null,
    authorization_id varchar(100)              -- the one that followed it
);

-- Refresh tokens that were exchanged for newer ones. One that comes back ends its authorization.
create table rotated_refresh_token (
    token_hash       bytea        not null primary key,
    authorization_id varchar(100) not null
        references oauth2_authorization (id) on delete cascade
);
create index rotated_refresh_token_authorization on rotated_refresh_token (authorization_id);

-- Access tokens that were revoked before their end.
create table revoked_token (
    jti        varchar(100) not null primary key,
    expires_at timestamptz  not null
);

-- Assertions by which clients authenticated (RFC 7523): each is good once.
create table client_assertion (
    client_id  varchar(100) not null,
    jti_hash   bytea        not null,
    expires_at timestamptz  not null,
    primary key (client_id, jti_hash)
);

-- A request that waits for its user's consent has no token yet whose end could tell its age.
alter table oauth2_authorization add created_at timestamptz not null default current_timestamp;

-- People are asked each time, so that nothing is granted that they don't see.
drop table oauth2_authorization_consent;
