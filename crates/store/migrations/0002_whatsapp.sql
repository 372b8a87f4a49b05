-- How far each message got, on platforms that report each by itself: when it reached which stage, whichever was told
-- first. The highest stage counts. It names a message by the platform's id and need not find it.
CREATE TABLE progress (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    delivered_at BIGINT,
    read_at BIGINT,
    played_at BIGINT,
    failure TEXT,
    price TEXT,
    PRIMARY KEY (workspace_id, channel_id, external_id),
    CONSTRAINT progress_failure CHECK ((failed_at IS NULL) = (failure IS NULL))
) WITHOUT ROWID;

-- Every change of who a customer is to the platform; the latest counts.
CREATE TABLE identity_change (
    workspace_id BLOB NOT NULL,
    identity_id BLOB NOT NULL,
    at BIGINT NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (workspace_id, identity_id, at, change),
    FOREIGN KEY (workspace_id, identity_id) REFERENCES identity
) WITHOUT ROWID;

-- Whether a customer wants marketing messages, by what they said last.
CREATE TABLE marketing_consent (
    workspace_id BLOB NOT NULL,
    identity_id BLOB NOT NULL,
    at BIGINT NOT NULL,
    granted BOOLEAN NOT NULL,
    PRIMARY KEY (workspace_id, identity_id),
    FOREIGN KEY (workspace_id, identity_id) REFERENCES identity
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('progress', 'progress', '1000000 500000 250000 1');
ANALYZE sqlite_schema;
