package io.millrace.udfs.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping. Expressions see the variables of {@link Variables}.
 *
 * <pre>{@code
 * {"id": "plant-machine",
 *  "extends": "plant-base",            // takes over what it does not say itself
 *  "template": false,                  // true: only there for others to extend
 *  "match": {"source": "plant", "topic": "plant/+/state", "deviceType": "gateway",
 *            "when": "payload.kind == 'machine'"},
 *  "codec": {"id": "ct-100",           // reads bytes: the expressions below see decoded
 *            "bytes": "payload.data", "fPort": "payload.port"},
 *  "forEach": "payload.values",        // an observation of each element of a list or map
 *  "forEachWhen": "item.ok",           // default: of every one
 *  "onElementFailure": "skip",         // or refuse (default): the whole message
 *  "deviceId": "item.sensor",          // default: the device that sent the message
 *  "objectType": "machine",
 *  "objectId": "payload.id",           // default: the device's id
 *  "observedAt": "payload.ts",         // default: when Kafka got the message
 *  "unknownDevices": "accept",         // or refuse
 *  "lookups": {"states": {"0": "off", "1": "on"}},
 *  "fields": {"temperature": {"expression": "payload.t", "type": "double", "unit": "Cel"}},
 *  "tests": [{"payload": {"t": 21}, "expect": [{"properties": {"temperature": 21.0}}]}]}
 * }</pre>
 */
public final class MappingCompiler implements DefinitionCompiler<Mapping> {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "description",
          Inheritance.EXTENDS,
          "template",
          "match",
          "codec",
          "forEach",
          "forEachWhen",
          "onElementFailure",
          "deviceId",
          "objectType",
          "objectId",
          "observedAt",
          "unknownDevices",
          "lookups",
          "fields",
          "tests");

  @Override
  public Set<String> bases(Definition definition) {
    return Inheritance.bases(definition);
  }

  @Override
  public Definition resolve(Definition definition, Function<String, Definition> bases) {
    Definition resolved = definition;
    for (String base : bases(definition)) {
      resolved = Inheritance.resolve(definition, bases.apply(base));
    }
    return resolved;
  }

  @Override
  public Mapping compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(KNOWN);
    String id = reader.id(definition, DocumentReader.ID);
    reader.textOrNull("description");
    if (reader.textOrNull(Inheritance.EXTENDS) != null) {
      reader.problem(Inheritance.EXTENDS, "Cannot be followed here: the base is not known");
    }
    Map<String, Object> lookups = lookups(reader);
    ExpressionReader message = new ExpressionReader(Variables.ofMessage(), lookups.keySet());
    Match match = match(reader.object("match"), message);
    CodecCall codec = CodecCall.read(reader, message);
    boolean decodes = reader.value(CodecCall.FIELD) != null;
    ExpressionReader whole = new ExpressionReader(Variables.ofMessage(decodes), lookups.keySet());
    ExpressionReader element =
        reader.value("forEach") == null
            ? whole
            : new ExpressionReader(Variables.ofElement(decodes), lookups.keySet());
    Mapping mapping =
        new Mapping(
            id,
            definition.getVersion(),
            reader.flag("template", false),
            match,
            codec,
            forEach(reader, whole, element),
            element.readId(reader, "deviceId"),
            reader.matching("objectType", DocumentReader.ID),
            element.readId(reader, "objectId"),
            TimeRule.read(reader, element),
            reader.oneOf("unknownDevices", List.of("accept", "refuse"), "accept").equals("refuse"),
            lookups,
            FieldReader.read(reader, element),
            TestReader.read(reader, match.source()));
    if (mapping.template() && !mapping.tests().isEmpty()) {
      reader.problem("tests", "A template takes no messages, so it cannot be tested");
    }
    reader.check();
    return mapping;
  }

  private static Match match(DocumentReader reader, ExpressionReader expressions) {
    reader.only(Set.of("source", "topic", "deviceType", "when"));
    String topic = reader.textOrNull("topic");
    TopicFilter filter = topic == null ? null : TopicFilter.parse(topic);
    if (topic != null && filter == null) {
      reader.problem("topic", "In a topic filter + and # stand for whole levels, # for the last");
    }
    return new Match(
        reader.textOrNull("source"),
        filter,
        reader.textOrNull("deviceType"),
        expressions.read(reader, "when", SimpleType.BOOL));
  }

  private static @Nullable ForEach forEach(
      DocumentReader reader, ExpressionReader message, ExpressionReader element) {
    Expression in = message.read(reader, "forEach", SimpleType.DYN);
    boolean skips =
        reader.oneOf("onElementFailure", List.of("refuse", "skip"), "refuse").equals("skip");
    for (String field : List.of("forEachWhen", "onElementFailure")) {
      if (in == null && reader.value(field) != null) {
        reader.problem(field, "Needs forEach");
      }
    }
    Expression when = in == null ? null : element.read(reader, "forEachWhen", SimpleType.BOOL);
    return in == null
        ? null
        : new ForEach(in, ForEach.place(in, reader.text("forEach")), when, skips);
  }

  /** Tables of plain values by text keys. */
  private static Map<String, Object> lookups(DocumentReader reader) {
    Map<String, Object> tables = new HashMap<>();
    reader.object("lookups").objects().forEach((name, table) -> tables.put(name, table.values()));
    return Map.copyOf(tables);
  }
}
