package io.millrace.udfs.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source.
 *
 * <pre>{@code
 * {"id": "plant",
 *  "source": "/plant/1",                            // the header's text; default: the id
 *  "format": "csv",                                 // where no content-type says it; default: json
 *  "columns": ["id", "ts", "t"],                    // names of a CSV record's cells
 *  "schema": {"type": "object"},                    // JSON Schema 2020-12
 *  "late": {"after": "PT10M", "policy": "refuse"},  // or accept; default: nothing is late
 *  "futureTolerance": "PT5M"}                       // default: as the job is set
 * }</pre>
 */
public final class SourceCompiler implements DefinitionCompiler<Source> {
  private static final int MAX_SENDER = 256;
  private static final Set<String> KNOWN =
      Set.of(
          "id", "description", "source", "format", "columns", "schema", "late", "futureTolerance");

  private final Duration futureTolerance;

  /**
   * @param futureTolerance of sources that name none
   */
  public SourceCompiler(Duration futureTolerance) {
    this.futureTolerance = futureTolerance;
  }

  @Override
  public Source compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(KNOWN);
    String id = reader.id(definition, DocumentReader.ID);
    reader.textOrNull("description");
    String sender = sender(reader, id);
    DeclaredFormat format = format(reader);
    PayloadSchema schema = schema(reader);
    TimePolicy time = time(reader);
    reader.check();
    return new Source(id, sender, format, schema, time);
  }

  private TimePolicy time(DocumentReader reader) {
    DocumentReader late = reader.object("late");
    late.only(Set.of("after", "policy"));
    Duration after = late.duration("after");
    String policy = late.oneOf("policy", List.of("accept", "refuse"), "");
    if (!policy.isEmpty() && after == null) {
      late.problem("after", "Is required beside a policy");
    }
    Duration tolerance = reader.duration("futureTolerance");
    return new TimePolicy(
        tolerance == null ? futureTolerance : tolerance, after, policy.equals("refuse"));
  }

  private static String sender(DocumentReader reader, String id) {
    String sender = reader.textOrNull("source");
    if (sender != null && sender.length() > MAX_SENDER) {
      reader.problem("source", "Must have at most " + MAX_SENDER + " characters");
    }
    return sender == null ? id : sender;
  }

  private static @Nullable DeclaredFormat format(DocumentReader reader) {
    String word = reader.oneOf("format", PayloadFormat.words(), "");
    PayloadFormat format = PayloadFormat.named(word);
    List<String> columns = reader.textList("columns");
    if (new HashSet<>(columns).size() < columns.size()) {
      reader.problem("columns", "Must have each name once");
    }
    if (!columns.isEmpty() && format != PayloadFormat.CSV) {
      reader.problem("columns", "Needs the format csv");
    }
    return format == null ? null : new DeclaredFormat(format, columns);
  }

  private static @Nullable PayloadSchema schema(DocumentReader reader) {
    JsonNode schema = reader.node("schema");
    if (schema == null) {
      return null;
    }
    try {
      return SchemaCompiler.compile(schema);
    } catch (DefinitionException e) {
      e.problems().forEach(problem -> reader.problemAt("schema", problem));
      return null;
    }
  }
}
