package io.millrace.service.table;

import io.millrace.service.object.LinkEnds;
import io.millrace.service.object.LinkFallback;
import io.millrace.service.object.LinkView;
import io.millrace.service.search.Deleted;
import io.millrace.service.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Links as PostgreSQL has them. */
@Component
class TableLinks implements LinkFallback {
  private static final String FALLBACK = "fallback";
  private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

  private static final String WHICH =
      """
      FROM model.links WHERE (link_type IN (:asSource) AND source_type = :type AND source_id = :id
        OR link_type IN (:asTarget) AND target_type = :type AND target_id = :id)
      """;

  private static final String COLUMNS =
      "SELECT link_type, source_type, source_id, target_type, target_id, seq, changed_at,"
          + " removed_at, properties ";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TableLinks(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public LinkView.Listing of(
      String type, String id, List<LinkEnds.End> ends, Deleted deleted, Paging paging) {
    String which = WHICH + there(deleted);
    Map<String, Object> of =
        Map.of(
            "type", type, "id", id, "asSource", types(ends, true), "asTarget", types(ends, false));
    return Tables.read(
        () -> {
          long total = jdbc.sql("SELECT count(*) " + which).params(of).query(Long.class).single();
          List<LinkView> links =
              jdbc.sql(COLUMNS + which + " ORDER BY link_type, key LIMIT :limit OFFSET :offset")
                  .params(of)
                  .param("limit", paging.limit())
                  .param("offset", paging.offset())
                  .query((row, number) -> view(row, type, id, ends))
                  .list();
          return new LinkView.Listing(total, links, FALLBACK);
        });
  }

  private static String there(Deleted deleted) {
    return switch (deleted) {
      case FALSE -> "AND removed_at IS NULL";
      case TRUE -> "";
      case ONLY -> "AND removed_at IS NOT NULL";
    };
  }

  /** SQL has no empty list; no link type has an empty name. */
  private static List<String> types(List<LinkEnds.End> ends, boolean source) {
    List<String> types = new ArrayList<>(List.of(""));
    ends.stream().filter(end -> end.source() == source).forEach(end -> types.add(end.linkType()));
    return types;
  }

  private LinkView view(ResultSet row, String type, String id, List<LinkEnds.End> ends)
      throws SQLException {
    String linkType = row.getString("link_type");
    LinkView.End source =
        new LinkView.End(row.getString("source_type"), row.getString("source_id"));
    return new LinkView(
        LinkEnds.name(ends, linkType, source.equals(new LinkView.End(type, id))),
        linkType,
        source,
        new LinkView.End(row.getString("target_type"), row.getString("target_id")),
        row.getLong("seq"),
        Objects.requireNonNull(TableSource.time(row, "changed_at")),
        null,
        TableSource.time(row, "removed_at"),
        json.readValue(row.getString("properties"), PROPERTIES));
  }
}
