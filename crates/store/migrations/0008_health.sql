-- The health of each channel: what was found when the platform was asked, when it is asked again, and who asks now.
CREATE TABLE channel_health (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    next_check_at BIGINT NOT NULL,
    leased_until BIGINT,
    checked_at BIGINT,
    findings TEXT,
    -- When the last webhook arrived, and how long after that it was processed.
    heard_at BIGINT,
    lag BIGINT,
    PRIMARY KEY (workspace_id, channel_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    CONSTRAINT channel_health_findings CHECK ((checked_at IS NULL) = (findings IS NULL))
) WITHOUT ROWID;
CREATE INDEX channel_health_by_due ON channel_health (next_check_at);

INSERT INTO channel_health (workspace_id, channel_id, next_check_at)
SELECT workspace_id, id, created_at FROM channel;

-- What failed on each channel, by hour and class, with the latest of each.
CREATE TABLE channel_error (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    hour BIGINT NOT NULL,
    class TEXT NOT NULL,
    count BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    code TEXT,
    detail TEXT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, hour, class),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('channel_health', 'channel_health', '100 10 1'),
    ('channel_health', 'channel_health_by_due', '100 1'),
    ('channel_error', 'channel_error', '10000 1000 100 4 1');
ANALYZE sqlite_schema;
