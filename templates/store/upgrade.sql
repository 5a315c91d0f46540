-- What a store of an earlier version of the program lacks. Run again it changes nothing.
CREATE TABLE IF NOT EXISTS indicator_results (
    reading INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    white DOUBLE,
    bme DOUBLE,
    figure DOUBLE,
    last_year DOUBLE,
    change DOUBLE,
    change_in_words VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,
    as_reported BOOLEAN NOT NULL,
    in_doubt BOOLEAN NOT NULL,
    change_in_doubt BOOLEAN NOT NULL,
    why VARCHAR NOT NULL,
    errors_in_indicator INTEGER NOT NULL,
    warnings_in_indicator INTEGER NOT NULL,
    quality VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_results IS
    'What the view indicators shows, worked out by the last run for the returns that count';
ALTER TABLE register ALTER errors DROP NOT NULL;
ALTER TABLE register ALTER warnings DROP NOT NULL;
ALTER TABLE register ALTER notes DROP NOT NULL;
ALTER TABLE earlier_registers ALTER errors DROP NOT NULL;
ALTER TABLE earlier_registers ALTER warnings DROP NOT NULL;
ALTER TABLE earlier_registers ALTER notes DROP NOT NULL;
