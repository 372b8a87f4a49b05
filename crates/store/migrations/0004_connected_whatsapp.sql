-- Every id by which a platform has called a customer whom it may call by several, and the last moment at which it was
-- theirs: an id that was given up may be somebody else's later. One that was not ends with time itself.
CREATE TABLE alias (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    until BIGINT NOT NULL,
    identity_id BLOB NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id, until),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, identity_id) REFERENCES identity
) WITHOUT ROWID;
CREATE INDEX alias_by_identity ON alias (workspace_id, identity_id);

-- What else a platform told of a customer, each part with its moment.
ALTER TABLE identity ADD COLUMN profile TEXT;

-- What a platform told of a channel's account, to be read by people.
CREATE TABLE channel_notice (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    at BIGINT NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, at, change),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('alias', 'alias', '1000000 500000 250000 1 1'),
    ('alias', 'alias_by_identity', '1000000 500000 2');
ANALYZE sqlite_schema;
