-- A file, named by its content. Each workspace has its own row of it; where it lies, it lies once.
CREATE TABLE media (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    sha256 BLOB NOT NULL,
    bytes BIGINT NOT NULL,
    mime_type TEXT NOT NULL,
    width BIGINT,
    height BIGINT,
    thumbnail TEXT,
    PRIMARY KEY (workspace_id, sha256),
    CONSTRAINT media_size CHECK ((width IS NULL) = (height IS NULL))
) WITHOUT ROWID;
CREATE INDEX media_by_name ON media (sha256);

-- Where the files of messages are: only of attachments that are files and may be kept.
CREATE TABLE attachment (
    workspace_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL CONSTRAINT attachment_state CHECK (state IN ('waiting', 'kept', 'failed', 'expired')),
    sha256 BLOB,
    kept_at BIGINT,
    failure TEXT,
    PRIMARY KEY (workspace_id, message_id, number),
    FOREIGN KEY (workspace_id, message_id) REFERENCES message ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, sha256) REFERENCES media,
    CONSTRAINT attachment_kept CHECK ((state = 'kept') = (sha256 IS NOT NULL)),
    CONSTRAINT attachment_failure CHECK ((state = 'failed') = (failure IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX attachment_by_media ON attachment (workspace_id, sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX attachment_by_age ON attachment (kept_at) WHERE state = 'kept';

-- Files that were handed over to be sent, until they are in a message or forgotten.
CREATE TABLE upload (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    name TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, sha256) REFERENCES media
) WITHOUT ROWID;
CREATE INDEX upload_by_media ON upload (workspace_id, sha256);
CREATE INDEX upload_by_age ON upload (created_at);

-- What a platform calls a file that was uploaded to it, and until when it knows it by that.
CREATE TABLE platform_media (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, sha256, kind),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, sha256) REFERENCES media ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX platform_media_by_media ON platform_media (workspace_id, sha256);

-- Files that lost a reference, perhaps the last: to be looked at and deleted where nothing else holds them.
CREATE TABLE released (
    workspace_id BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (workspace_id, sha256)
) WITHOUT ROWID;

-- The database itself notes it, so that whoever deletes a message, a contact or an upload cannot forget the file.
CREATE TRIGGER attachment_released AFTER DELETE ON attachment WHEN old.sha256 IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO released (workspace_id, sha256) VALUES (old.workspace_id, old.sha256);
END;
CREATE TRIGGER attachment_changed AFTER UPDATE OF sha256 ON attachment
WHEN old.sha256 IS NOT NULL AND old.sha256 IS NOT new.sha256
BEGIN
    INSERT OR IGNORE INTO released (workspace_id, sha256) VALUES (old.workspace_id, old.sha256);
END;
CREATE TRIGGER upload_released AFTER DELETE ON upload
BEGIN
    INSERT OR IGNORE INTO released (workspace_id, sha256) VALUES (old.workspace_id, old.sha256);
END;

CREATE INDEX job_fetch_by_due ON job (due_at) WHERE leased_until IS NULL AND kind = 'fetch';

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('media', 'media', '1000000 500000 1'),
    ('media', 'media_by_name', '1000000 1'),
    ('attachment', 'attachment', '1000000 500000 1 1'),
    ('attachment', 'attachment_by_media', '1000000 500000 1'),
    ('attachment', 'attachment_by_age', '1000000 1'),
    ('upload', 'upload', '1000 500 1'),
    ('upload', 'upload_by_media', '1000 500 1'),
    ('upload', 'upload_by_age', '1000 1'),
    ('platform_media', 'platform_media', '10000 5000 2500 1 1'),
    ('platform_media', 'platform_media_by_media', '10000 5000 1'),
    ('released', 'released', '100 50 1'),
    ('job', 'job_fetch_by_due', '100000 1');
ANALYZE sqlite_schema;
