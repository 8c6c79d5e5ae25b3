package io.millrace.udfs.objectify.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.mapping.ExpressionReader;
import io.millrace.udfs.objectify.join.Join;
import io.millrace.udfs.objectify.join.JoinSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the joins of an object mapping; whatever is wrong is noted. */
final class JoinReader {
  /** Names of joins stand in expressions. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  private static final Set<String> OF_TABLE =
      Set.of("description", "connection", "schema", "table", "key", "columns", "missing", "wait");
  private static final Set<String> OF_OBJECT =
      Set.of("description", "type", "key", "properties", "missing", "wait");

  private static final int MOST = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final ExpressionReader expressions;

  /**
   * @param expressions for the keys, which see no joins
   */
  JoinReader(ExpressionReader expressions) {
    this.expressions = expressions;
  }

  /** The joins of a mapping, by name. */
  List<JoinRule> read(DocumentReader mapping) {
    Map<String, DocumentReader> entries = mapping.object(MappingScope.JOINS).objects();
    if (entries.size() > MOST) {
      mapping.problem(MappingScope.JOINS, "Must not be more than " + MOST);
    }
    List<JoinRule> rules = new ArrayList<>();
    entries.forEach(
        (name, entry) -> {
          if (!NAME.matcher(name).matches()) {
            entry.problem("", "The name must match " + NAME);
          }
          JoinRule rule = entry.has("type") ? ofObject(name, entry) : ofTable(name, entry);
          if (rule != null) {
            rules.add(rule);
          }
        });
    return List.copyOf(rules);
  }

  /** What expressions may read of each join; an empty set for anything. */
  static Map<String, Set<String>> columns(List<JoinRule> rules) {
    Map<String, Set<String>> columns = new HashMap<>();
    rules.forEach(rule -> columns.put(rule.join().name(), rule.join().columns()));
    return columns;
  }

  private @Nullable JoinRule ofObject(String name, DocumentReader entry) {
    entry.only(OF_OBJECT);
    String type = entry.matching("type", DocumentReader.ID);
    if (!entry.has("key")) {
      entry.problem("key", "Is required");
    }
    KeyRule key = KeyRule.read(entry, "key", expressions);
    Set<String> properties = Set.copyOf(new HashSet<>(entry.textList("properties")));
    Join join = join(name, new JoinSource.Objects(type), properties, entry);
    return key == null ? null : new JoinRule(join, new JoinKey.OfObject(key));
  }

  private @Nullable JoinRule ofTable(String name, DocumentReader entry) {
    entry.only(OF_TABLE);
    String connection = entry.matching("connection", DocumentReader.ID);
    String table = entry.text("table");
    String schema = entry.textOrNull("schema");
    List<String> columns = entry.textList("columns");
    if (columns.isEmpty()) {
      entry.problem("columns", "Must name a column at least");
    }
    List<String> keys = new ArrayList<>();
    List<Expression> parts = new ArrayList<>();
    DocumentReader key = entry.object("key");
    Map<String, String> sources = key.texts();
    sources.forEach((column, source) -> part(key, column, source, keys, parts));
    if (sources.isEmpty()) {
      entry.problem("key", "Must be an object with an expression for each column of the key");
    }
    Set<String> readable = new HashSet<>(columns);
    readable.addAll(keys);
    JoinSource source =
        new JoinSource.Table(connection, schema, table, keys, columns.stream().distinct().toList());
    return new JoinRule(
        join(name, source, Set.copyOf(readable), entry), new JoinKey.OfColumns(keys, parts));
  }

  private void part(
      DocumentReader key, String column, String source, List<String> keys, List<Expression> parts) {
    Expression part =
        source.isEmpty() ? null : expressions.compile(key, column, source, SimpleType.DYN);
    if (part != null) {
      keys.add(column);
      parts.add(part);
    }
  }

  private static Join join(
      String name, JoinSource source, Set<String> columns, DocumentReader entry) {
    entry.textOrNull("description");
    Join.Missing missing = Join.Missing.named(entry.oneOf("missing", Join.Missing.words(), "null"));
    Duration wait = entry.duration("wait");
    if (wait != null && wait.compareTo(LONGEST_WAIT) > 0) {
      entry.problem("wait", "Must be at most " + LONGEST_WAIT);
    }
    return new Join(name, source, columns, missing, wait == null ? Duration.ZERO : wait);
  }
}
