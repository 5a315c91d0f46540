-- A collation kept from run to run. Everything is added; only what a run replaces is ever removed.
CREATE TABLE store (program VARCHAR NOT NULL, version INTEGER NOT NULL);
COMMENT ON TABLE store IS 'Which program made this database, and the version of its tables';

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    made TIMESTAMP NOT NULL,
    edition VARCHAR,
    files INTEGER NOT NULL,
    read INTEGER NOT NULL,
    skipped STRUCT(file VARCHAR, reason VARCHAR)[] NOT NULL,
    rule VARCHAR NOT NULL,
    read_with VARCHAR NOT NULL
);
COMMENT ON TABLE runs IS 'One row a finished run; made: when, in UTC';

CREATE TABLE returns (
    reading INTEGER PRIMARY KEY,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    organisation VARCHAR,
    organisation_name VARCHAR,
    codes VARCHAR[] NOT NULL,
    edition VARCHAR,
    signed_off DATE,
    saved VARCHAR,
    problem VARCHAR,
    remedy VARCHAR,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    read_with VARCHAR NOT NULL,
    taken_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE returns IS
    'One row each time a content was read: every version is kept; taken_at: when, in UTC; sha256: empty if it could not be opened';

CREATE TABLE "values" (
    organisation VARCHAR,
    organisation_name VARCHAR,
    edition VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    number INTEGER,
    indicator INTEGER,
    period DATE NOT NULL,
    "group" VARCHAR NOT NULL,
    value DOUBLE,
    text VARCHAR,
    status VARCHAR NOT NULL,
    sheet VARCHAR,
    cell VARCHAR,
    raw VARCHAR NOT NULL,
    computed DOUBLE,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    reading INTEGER NOT NULL
);
COMMENT ON TABLE "values" IS
    'Every value of every version; the view counting_values has those of the returns that count';

CREATE TABLE findings (
    organisation VARCHAR,
    organisation_name VARCHAR,
    edition VARCHAR,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL,
    item VARCHAR,
    label VARCHAR,
    period DATE,
    "group" VARCHAR,
    sheet VARCHAR,
    cell VARCHAR,
    found VARCHAR,
    expected VARCHAR,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    reading INTEGER NOT NULL
);
COMMENT ON TABLE findings IS
    'Every finding of every version; the view counting_findings has those that count';

CREATE TABLE register (
    organisation VARCHAR,
    organisation_name VARCHAR,
    region VARCHAR,
    type VARCHAR,
    in_scope VARCHAR NOT NULL,
    edition VARCHAR,
    status VARCHAR NOT NULL,
    due DATE,
    signed_off DATE,
    saved VARCHAR,
    file VARCHAR,
    sha256 VARCHAR,
    errors INTEGER,
    warnings INTEGER,
    notes INTEGER,
    suggestion VARCHAR,
    reason VARCHAR NOT NULL,
    run INTEGER NOT NULL
);
COMMENT ON TABLE register IS 'The register as the last run left it';

CREATE TABLE earlier_registers AS FROM register;
COMMENT ON TABLE earlier_registers IS 'The registers of the runs before, by run';

CREATE TABLE editions (edition VARCHAR NOT NULL, snapshot DATE NOT NULL, previous_snapshot DATE);
COMMENT ON TABLE editions IS 'The editions known, with the two dates that their figures are of';

CREATE TABLE items (
    edition VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    item VARCHAR NOT NULL,
    number INTEGER,
    indicator INTEGER,
    label VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    derived BOOLEAN NOT NULL,
    groups VARCHAR[] NOT NULL
);
COMMENT ON TABLE items IS 'What each edition asks for, in the order of its forms';
