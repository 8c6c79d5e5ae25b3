package io.millrace.udfs.objectify.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.mapping.ExpressionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object mapping. Whether it fits the ontology is for {@link ObjectMappingFit} to say.
 *
 * <pre>{@code
 * {"id": "erp-orders",
 *  "source": {"dataset": "orders"},     // or {"observations": {"objectType": "machine"}}
 *  "filter": "row.status != 'draft'",
 *  "priority": 10,                      // default 0
 *  "vanished": "mark",                  // or delete (default), keep
 *  "mark": "gone",                      // the property that says so
 *  "lookups": {"states": {"O": "open"}},
 *  "joins": {"price": {"connection": "erp", "table": "prices", "key": {"sku": "row.sku"},
 *                      "columns": ["amount"]},
 *            "buyer": {"type": "customer", "key": "row.customer"}},
 *  "objects": [
 *    {"type": "order", "key": "row.id", // several: a list; of observations: default their object
 *     "forEach": "row.lines",           // an object of each element
 *     "when": "row.total > 0",
 *     "observedAt": "row.changed",      // default: when it was observed or loaded
 *     "properties": {"state": {"expression": "lookup(row.s, lookups.states)", "type": "string",
 *                              "conflict": "priority"}},
 *     "links": {"order-customer": {"to": "row.customer", "properties": {}}}}]}
 * }</pre>
 */
public final class ObjectMappingCompiler implements DefinitionCompiler<ObjectMapping> {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "description",
          "source",
          "filter",
          "priority",
          "vanished",
          "mark",
          "lookups",
          MappingScope.JOINS,
          "objects");

  /** Edits are above all. */
  private static final int GREATEST_PRIORITY = 1_000_000;

  private static final int MOST_OBJECTS = 100;

  @Override
  public ObjectMapping compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(KNOWN);
    String id = reader.id(definition, DocumentReader.ID);
    reader.textOrNull("description");
    MappedFrom from = from(reader);
    Map<String, Object> lookups = lookups(reader);
    ExpressionReader before = new ExpressionReader(MappingScope.variables(from), lookups.keySet());
    Expression filter = before.read(reader, "filter", SimpleType.BOOL);
    List<JoinRule> joins = new JoinReader(before).read(reader);
    Vanished vanished = vanished(reader, from);
    ObjectMapping mapping =
        new ObjectMapping(
            id,
            definition.getVersion(),
            from,
            filter,
            reader.count("priority", -GREATEST_PRIORITY, GREATEST_PRIORITY, 0),
            vanished,
            mark(reader, vanished),
            lookups,
            joins,
            objects(reader, from, lookups, joins));
    reader.check();
    return mapping;
  }

  private static List<ObjectRule> objects(
      DocumentReader reader, MappedFrom from, Map<String, Object> lookups, List<JoinRule> joins) {
    var columns = JoinReader.columns(joins);
    ExpressionReader whole =
        new ExpressionReader(MappingScope.variables(from, false, true), lookups.keySet(), columns);
    ExpressionReader element =
        new ExpressionReader(MappingScope.variables(from, true, true), lookups.keySet(), columns);
    List<DocumentReader> entries = reader.objectList("objects");
    if (entries.isEmpty() || entries.size() > MOST_OBJECTS) {
      reader.problem("objects", "Must have 1 to " + MOST_OBJECTS + " objects");
    }
    List<ObjectRule> rules = new ArrayList<>();
    for (DocumentReader entry : entries) {
      rules.add(new ObjectRuleReader(entry, from, whole, element).read());
    }
    return List.copyOf(rules);
  }

  private static MappedFrom from(DocumentReader reader) {
    DocumentReader source = reader.object("source");
    source.only(Set.of("dataset", "observations"));
    if (source.has("dataset") == source.has("observations")) {
      reader.problem("source", "Needs either dataset or observations");
    }
    if (!source.has("observations")) {
      String id = source.has("dataset") ? source.matching("dataset", DocumentReader.ID) : "";
      return new MappedFrom.Dataset(id);
    }
    DocumentReader observations = source.object("observations");
    observations.only(Set.of("objectType"));
    return new MappedFrom.Observations(observations.matching("objectType", DocumentReader.ID));
  }

  private static Vanished vanished(DocumentReader reader, MappedFrom from) {
    String word = reader.oneOf("vanished", Vanished.words(), Vanished.DELETE.word());
    if (reader.has("vanished") && !(from instanceof MappedFrom.Dataset)) {
      reader.problem("vanished", "Only rows of a data set vanish");
    }
    return Vanished.named(word);
  }

  private static String mark(DocumentReader reader, Vanished vanished) {
    @Nullable String mark = reader.textOrNull("mark");
    if ((mark != null) != (vanished == Vanished.MARK)) {
      reader.problem("mark", "Is the property for \"vanished\": \"mark\", and goes with it alone");
    }
    return mark == null ? "" : mark;
  }

  private static Map<String, Object> lookups(DocumentReader reader) {
    Map<String, Object> tables = new HashMap<>();
    reader.object("lookups").objects().forEach((name, table) -> tables.put(name, table.values()));
    return Map.copyOf(tables);
  }
}
