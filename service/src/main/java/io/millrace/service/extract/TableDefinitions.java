package io.millrace.service.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads definitions of tables and holds them against the service's connections. */
@Component
public class TableDefinitions {
  private static final String INCREMENT = "increment";
  private static final List<String> MODES = List.of("snapshot", INCREMENT);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final TableDefinition.Overlap DEFAULT =
      new TableDefinition.Overlap(1_000, Duration.ofMinutes(1), null);

  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "connection",
              "schema",
              "table",
              "query",
              "columns",
              "keys",
              "mode",
              "by",
              "overlap",
              "every"));

  private final Connections connections;

  TableDefinitions(Connections connections) {
    this.connections = connections;
  }

  /**
   * Reads a definition that somebody brings.
   *
   * @throws DefinitionException with all that is wrong with it
   */
  public TableDefinition check(String json) throws DefinitionException {
    DocumentReader document = DocumentReader.of(json);
    TableDefinition definition = read(document);
    if (!definition.connection().isEmpty()) {
      if (!connections.knows(definition.connection())) {
        document.problem("connection", "The service has no connection of this name");
      } else if (definition.query() != null
          && !connections.account(definition.connection()).queries()) {
        document.problem("query", "Is not allowed with this connection: name a table");
      }
    }
    document.check();
    return definition;
  }

  /** Reads one that was checked before. */
  public TableDefinition stored(String json) {
    try {
      DocumentReader document = DocumentReader.of(json);
      TableDefinition definition = read(document);
      document.check();
      return definition;
    } catch (DefinitionException e) {
      throw new IllegalStateException("It was checked before it was stored", e);
    }
  }

  private static TableDefinition read(DocumentReader document) {
    document.only(FIELDS);
    String connection = document.matching("connection", DocumentReader.ID);
    String table = document.textOrNull("table");
    String query = query(document, table);
    List<String> columns = document.textList("columns");
    boolean increment = document.oneOf("mode", MODES, "snapshot").equals(INCREMENT);
    String by = by(document, increment, columns);
    TableDefinition.Overlap overlap = overlap(document, increment);
    Duration every = document.duration("every");
    if (every != null && every.compareTo(SHORTEST) < 0) {
      document.problem("every", "Must be at least " + SHORTEST);
    }
    return new TableDefinition(
        connection,
        document.textOrNull("schema"),
        table,
        query,
        columns,
        document.textList("keys"),
        by,
        overlap,
        every);
  }

  private static @Nullable String query(DocumentReader document, @Nullable String table) {
    String query = document.textOrNull("query");
    if ((table == null) == (query == null)) {
      document.problem("table", "Either table or query is required");
    }
    if (query != null && query.indexOf(';') >= 0) {
      document.problem("query", "Must be one statement, without ';'");
    }
    if (query != null && document.has("schema")) {
      document.problem("schema", "Belongs to a table");
    }
    return query;
  }

  private static @Nullable String by(
      DocumentReader document, boolean increment, List<String> columns) {
    String by = document.textOrNull("by");
    if (increment && by == null) {
      document.problem("by", "Is required: the column that increments follow");
    }
    if (!increment && by != null) {
      document.problem("by", "Belongs to increments");
    }
    if (by != null && !columns.isEmpty() && !columns.contains(by)) {
      document.problem("columns", "Must hold '" + by + "', which increments follow");
    }
    return by;
  }

  private static TableDefinition.Overlap overlap(DocumentReader document, boolean increment) {
    JsonNode value = document.node("overlap");
    if (value == null) {
      return DEFAULT;
    }
    if (!increment) {
      document.problem("overlap", "Belongs to increments");
      return DEFAULT;
    }
    if (value.isNumber()) {
      int numbers = document.count("overlap", 0, Integer.MAX_VALUE, 0);
      return new TableDefinition.Overlap(numbers, DEFAULT.time(), TableDefinition.Form.NUMBERS);
    }
    Duration time = document.duration("overlap");
    return new TableDefinition.Overlap(
        DEFAULT.numbers(), time == null ? DEFAULT.time() : time, TableDefinition.Form.TIME);
  }
}
