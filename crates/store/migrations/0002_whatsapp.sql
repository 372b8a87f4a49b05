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

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('progress', 'progress', '1000000 500000 250000 1');
ANALYZE sqlite_schema;
