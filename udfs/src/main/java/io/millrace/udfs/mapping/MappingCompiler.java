package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping. Expressions see {@code payload} (the decoded message), {@code device} (the
 * device id) and {@code headers} (texts by name).
 *
 * <pre>{@code
 * {"id": "plant-machine",
 *  "match": {"source": "plant", "when": "payload.kind == 'machine'"},
 *  "objectType": "machine",
 *  "objectId": "payload.id",           // default: device
 *  "observedAt": "payload.ts",         // default: when Kafka got the message
 *  "unknownDevices": "accept",         // or refuse
 *  "fields": {"temperature": {"expression": "payload.t", "type": "double", "required": true}}}
 * }</pre>
 */
public final class MappingCompiler implements DefinitionCompiler<Mapping> {
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "description",
          "match",
          "objectType",
          "objectId",
          "observedAt",
          "unknownDevices",
          "fields");
  private static final Map<String, CelType> VARIABLES =
      Map.of(
          "payload", SimpleType.DYN,
          "device", SimpleType.STRING,
          "headers", MapType.create(SimpleType.STRING, SimpleType.STRING));

  @Override
  public Mapping compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(KNOWN);
    String id = reader.id(definition, DocumentReader.ID);
    reader.textOrNull("description");
    DocumentReader match = reader.object("match");
    match.only(Set.of("source", "when"));
    String source = match.textOrNull("source");
    Expression when = optional(match, "when", SimpleType.BOOL);
    String objectType = reader.matching("objectType", DocumentReader.ID);
    Expression objectId = optional(reader, "objectId", SimpleType.DYN);
    Expression observedAt = optional(reader, "observedAt", SimpleType.DYN);
    boolean knownOnly =
        reader.oneOf("unknownDevices", List.of("accept", "refuse"), "accept").equals("refuse");
    List<FieldRule> fields = fields(reader);
    reader.check();
    Expression object = objectId != null ? objectId : DEVICE;
    return new Mapping(
        id,
        definition.getVersion(),
        source,
        when,
        objectType,
        object,
        observedAt,
        knownOnly,
        fields);
  }

  private static final Expression DEVICE = device();

  private static Expression device() {
    try {
      return ExpressionCompiler.compile("device", VARIABLES, SimpleType.STRING);
    } catch (InvalidExpressionException e) {
      throw new IllegalStateException("'device' is a variable", e);
    }
  }

  private static List<FieldRule> fields(DocumentReader reader) {
    List<FieldRule> fields = new ArrayList<>();
    DocumentReader object = reader.object("fields");
    object
        .objects()
        .forEach(
            (name, field) -> {
              field.only(Set.of("expression", "type", "required", "description"));
              if (!FIELD_NAME.matcher(name).matches()) {
                field.problem("", "The name must match " + FIELD_NAME);
              }
              field.textOrNull("description");
              boolean required = field.flag("required", false);
              FieldType type = type(field);
              field.text("expression");
              Expression expression = optional(field, "expression", SimpleType.DYN);
              if (expression != null) {
                fields.add(new FieldRule(name, expression, type, required));
              }
            });
    if (object.objects().isEmpty()) {
      reader.problem("fields", "At least one field is required");
    }
    return List.copyOf(fields);
  }

  private static FieldType type(DocumentReader field) {
    List<String> words = Arrays.stream(FieldType.values()).map(FieldType::word).toList();
    field.text("type");
    String word = field.oneOf("type", words, "");
    return words.contains(word)
        ? FieldType.valueOf(word.toUpperCase(Locale.ROOT))
        : FieldType.STRING;
  }

  private static @Nullable Expression optional(DocumentReader reader, String field, CelType type) {
    String source = reader.textOrNull(field);
    if (source == null) {
      return null;
    }
    try {
      return ExpressionCompiler.compile(source, VARIABLES, type);
    } catch (InvalidExpressionException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
