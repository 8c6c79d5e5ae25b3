package io.millrace.service.outbox;

import io.millrace.service.definition.StoredDefinition;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Takes what is to be published, within the transaction that changes the definition. */
@Repository
public class Outbox {
  /** PostgreSQL delivers notifications at commit, to the publisher of whichever instance leads. */
  static final String CHANNEL = "definition_outbox";

  private final JdbcClient jdbc;

  Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes a version to be published; the caller has locked the definition. */
  public void append(StoredDefinition definition) {
    jdbc.sql(
            "insert into definition_outbox (topic, key, kind, version, state, document, updated_at,"
                + " effective_at)"
                + " values (:topic, :key, :kind, :version, :state, :document, :updatedAt,"
                + " :effectiveAt)")
        .param("topic", definition.kind().topic())
        .param("key", definition.kind().key(definition.id()))
        .param("kind", definition.kind().word())
        .param("version", definition.version())
        .param("state", definition.state().name())
        .param("document", definition.document())
        .param("updatedAt", definition.updatedAt().atOffset(ZoneOffset.UTC))
        .param("effectiveAt", effectiveAt(definition), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
    jdbc.sql("select pg_notify(:channel, '')").param("channel", CHANNEL).query(r -> {});
  }

  private static @Nullable OffsetDateTime effectiveAt(StoredDefinition definition) {
    Instant effectiveAt = definition.effectiveAt();
    return effectiveAt == null ? null : effectiveAt.atOffset(ZoneOffset.UTC);
  }

  /** How many versions wait to be published. */
  public long size() {
    return jdbc.sql("select count(*) from definition_outbox").query(Long.class).single();
  }
}
