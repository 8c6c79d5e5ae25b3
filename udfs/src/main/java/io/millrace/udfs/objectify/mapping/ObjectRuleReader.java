package io.millrace.udfs.objectify.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.mapping.ExpressionReader;
import io.millrace.udfs.mapping.FieldReader;
import io.millrace.udfs.mapping.FieldRule;
import io.millrace.udfs.mapping.ForEach;
import io.millrace.udfs.mapping.TimeRule;
import io.millrace.udfs.objectify.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one of the objects of an object mapping; whatever is wrong is noted. */
final class ObjectRuleReader {
  private static final Set<String> KNOWN =
      Set.of("type", "description", "key", "forEach", "when", "observedAt", "properties", "links");
  private static final String CONFLICT = "conflict";

  private final DocumentReader reader;
  private final MappedFrom from;
  private final ExpressionReader whole;
  private final ExpressionReader expressions;
  private final Map<String, Policy> conflicts = new HashMap<>();

  /**
   * @param whole for what is evaluated once
   * @param element for what is evaluated of each element
   */
  ObjectRuleReader(
      DocumentReader reader, MappedFrom from, ExpressionReader whole, ExpressionReader element) {
    this.reader = reader;
    this.from = from;
    this.whole = whole;
    this.expressions = reader.has("forEach") ? element : whole;
  }

  ObjectRule read() {
    reader.only(KNOWN);
    reader.textOrNull("description");
    String type = reader.matching("type", DocumentReader.ID);
    Expression in = whole.read(reader, "forEach", SimpleType.DYN);
    boolean ownId = from instanceof MappedFrom.Observations && in == null;
    KeyRule key = KeyRule.read(reader, "key", expressions);
    if (!reader.has("key") && !ownId) {
      reader.problem("key", "Is required, but for the object that an observation names");
    }
    return new ObjectRule(
        type,
        key,
        in == null ? null : new ForEach(in, null, null, false),
        expressions.read(reader, "when", SimpleType.BOOL),
        TimeRule.read(reader, expressions),
        properties(),
        links(),
        Map.copyOf(conflicts));
  }

  private List<FieldRule> properties() {
    DocumentReader properties = reader.object("properties");
    properties.objects().forEach(this::conflict);
    return FieldReader.read(properties, expressions, Set.of(CONFLICT));
  }

  private List<LinkRule> links() {
    List<LinkRule> links = new ArrayList<>();
    reader
        .object("links")
        .objects()
        .forEach(
            (linkType, link) -> {
              LinkRule rule = link(linkType, link);
              if (rule != null) {
                links.add(rule);
              }
            });
    return List.copyOf(links);
  }

  private @Nullable LinkRule link(String linkType, DocumentReader link) {
    link.only(Set.of("to", "description", "properties", CONFLICT));
    link.textOrNull("description");
    if (!DocumentReader.ID.matcher(linkType).matches()) {
      link.problem("", "The link type must match " + DocumentReader.ID);
    }
    conflict(linkType, link);
    if (!link.has("to")) {
      link.problem("to", "Is required");
    }
    KeyRule to = KeyRule.read(link, "to", expressions);
    List<FieldRule> properties = FieldReader.read(link.object("properties"), expressions, Set.of());
    return to == null ? null : new LinkRule(linkType, to, properties);
  }

  private void conflict(String name, DocumentReader of) {
    Policy policy = Policy.named(of.oneOf(CONFLICT, Policy.words(), ""));
    if (policy != null) {
      conflicts.put(name, policy);
    }
  }
}
