package io.millrace.udfs.projection.table;

import java.util.List;

/**
 * The tables of PostgreSQL that hold every object and every link as it is now. A row knows the
 * {@code seq} of the event that wrote it, and one of an earlier event changes nothing: events may
 * come again and late. What is deleted stays as a row that says so, for the same reason.
 */
public final class ModelTables {
  /** The schema of the tables. */
  public static final String SCHEMA = "model";

  /** Makers of the tables wait for each other: {@code IF NOT EXISTS} alone may collide. */
  private static final String ALONE = "SELECT pg_advisory_xact_lock(7310583)";

  private static final String OBJECTS =
      """
      CREATE TABLE IF NOT EXISTS model.objects (
        type text NOT NULL,
        id text NOT NULL,
        seq bigint NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        updated_at timestamptz NOT NULL,
        updated_by text NOT NULL,
        deleted_at timestamptz,
        deleted_by text,
        properties jsonb NOT NULL,
        set_by jsonb NOT NULL,
        PRIMARY KEY (type, id))""";

  /** The key of three ids would be too long for an index: 2,704 bytes are its limit. */
  private static final String LINKS =
      """
      CREATE TABLE IF NOT EXISTS model.links (
        key text PRIMARY KEY,
        link_type text NOT NULL,
        source_type text NOT NULL,
        source_id text NOT NULL,
        target_type text NOT NULL,
        target_id text NOT NULL,
        seq bigint NOT NULL,
        changed_at timestamptz NOT NULL,
        removed_at timestamptz,
        properties jsonb NOT NULL)""";

  /** Parameters: the parts of an {@link ObjectRow} in their order. */
  public static final String UPSERT_OBJECT =
      """
      INSERT INTO model.objects AS present (type, id, seq, created_at, created_by, updated_at,
        updated_by, deleted_at, deleted_by, properties, set_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      ON CONFLICT (type, id) DO UPDATE SET seq = EXCLUDED.seq, created_at = EXCLUDED.created_at,
        created_by = EXCLUDED.created_by, updated_at = EXCLUDED.updated_at,
        updated_by = EXCLUDED.updated_by, deleted_at = EXCLUDED.deleted_at,
        deleted_by = EXCLUDED.deleted_by, properties = EXCLUDED.properties,
        set_by = EXCLUDED.set_by
      WHERE present.seq < EXCLUDED.seq""";

  /** Parameters: the parts of a {@link LinkRow} in their order. */
  public static final String UPSERT_LINK =
      """
      INSERT INTO model.links AS present (key, link_type, source_type, source_id, target_type,
        target_id, seq, changed_at, removed_at, properties)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (key) DO UPDATE SET seq = EXCLUDED.seq, changed_at = EXCLUDED.changed_at,
        removed_at = EXCLUDED.removed_at, properties = EXCLUDED.properties
      WHERE present.seq < EXCLUDED.seq""";

  private ModelTables() {}

  /** What makes the tables where they are not there yet, to be run in one transaction. */
  public static List<String> definition() {
    return List.of(
        ALONE,
        "CREATE SCHEMA IF NOT EXISTS model",
        OBJECTS,
        LINKS,
        "CREATE INDEX IF NOT EXISTS links_source ON model.links (source_type, source_id)",
        "CREATE INDEX IF NOT EXISTS links_target ON model.links (target_type, target_id)");
  }
}
