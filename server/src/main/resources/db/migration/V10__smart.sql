-- Who may call, with what, signed by which key. The three oauth2_* tables keep the names and columns
-- of Spring Authorization Server's own schema: its repositories look them up by those names.

create table oauth2_registered_client (
    id                            varchar(100)  not null primary key,
    client_id                     varchar(100)  not null unique,
    client_id_issued_at           timestamptz   not null default current_timestamp,
    client_secret                 varchar(200),
    client_secret_expires_at      timestamptz,
    client_name                   varchar(200)  not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types     varchar(1000) not null,
    redirect_uris                 text,
    post_logout_redirect_uris     text,
    scopes                        text          not null,
    client_settings               text          not null,
    token_settings                text          not null
);

create table oauth2_authorization (
    id                            varchar(100) not null primary key,
    registered_client_id          varchar(100) not null
        references oauth2_registered_client (id) on delete cascade,
    principal_name                varchar(200) not null,
    authorization_grant_type      varchar(100) not null,
    authorized_scopes             text,
    attributes                    text,
    state                         varchar(500),
    authorization_code_value      text,
    authorization_code_issued_at  timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata   text,
    access_token_value            text,
    access_token_issued_at        timestamptz,
    access_token_expires_at       timestamptz,
    access_token_metadata         text,
    access_token_type             varchar(100),
    access_token_scopes           text,
    oidc_id_token_value           text,
    oidc_id_token_issued_at       timestamptz,
    oidc_id_token_expires_at      timestamptz,
    oidc_id_token_metadata        text,
    refresh_token_value           text,
    refresh_token_issued_at       timestamptz,
    refresh_token_expires_at      timestamptz,
    refresh_token_metadata        text,
    user_code_value               text,
    user_code_issued_at           timestamptz,
    user_code_expires_at          timestamptz,
    user_code_metadata            text,
    device_code_value             text,
    device_code_issued_at         timestamptz,
    device_code_expires_at        timestamptz,
    device_code_metadata          text
);

-- Tokens are looked up by value. They are longer than a B-tree entry may be, so by hash.
create index oauth2_authorization_code on oauth2_authorization using hash (authorization_code_value);
create index oauth2_authorization_access on oauth2_authorization using hash (access_token_value);
create index oauth2_authorization_id_token on oauth2_authorization using hash (oidc_id_token_value);
create index oauth2_authorization_refresh on oauth2_authorization using hash (refresh_token_value);
create index oauth2_authorization_client on oauth2_authorization (registered_client_id);

create table oauth2_authorization_consent (
    registered_client_id varchar(100)  not null
        references oauth2_registered_client (id) on delete cascade,
    principal_name       varchar(200)  not null,
    authorities          varchar(1000) not null,
    primary key (registered_client_id, principal_name)
);

-- One active key for each algorithm: the unique index is what makes two starting nodes agree.
create table signing_key (
    kid         varchar(64) not null primary key, -- RFC 7638 thumbprint
    algorithm   varchar(16) not null,             -- JWS name, such as RS256
    public_jwk  text        not null,
    sealed_jwk  text        not null,             -- whole JWK under AES-256-GCM, base64url(nonce || ciphertext)
    active      boolean     not null default true,
    created_at  timestamptz not null default current_timestamp
);
create unique index signing_key_active on signing_key (algorithm) where active;

create table user_account (
    username      varchar(100) not null primary key check (username = lower(username)),
    password_hash varchar(255) not null,          -- Argon2id, with its parameters and salt
    fhir_user     varchar(150),                   -- reference such as Practitioner/12
    roles         text[]       not null,
    failed_tries  integer      not null default 0,
    locked_until  timestamptz,
    created_at    timestamptz  not null default current_timestamp
);
