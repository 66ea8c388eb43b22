-- An Appointment that is cancelled and booked again has a visit each time, and never two alive.
alter table visit drop constraint visit_appointment_key;
alter table visit add column booked_at timestamptz not null default current_timestamp;
create unique index visit_alive on visit (appointment)
    where status in ('PLANNED', 'ARRIVED', 'IN_PROGRESS');
create index visit_of_appointment on visit (appointment, booked_at);
