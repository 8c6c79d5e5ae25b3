package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.ValueType;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.type.Constraints;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads types with their constraints, or the value type that is named instead. */
final class DomainReader {
  private static final String VALUE_TYPE = "valueType";

  private final Map<String, ValueType> valueTypes;
  private final Set<String> declared;
  private final Findings findings;

  /**
   * @param valueTypes those that may be named
   * @param declared names of all, with those that are broken and reported already
   */
  DomainReader(Map<String, ValueType> valueTypes, Set<String> declared, Findings findings) {
    this.valueTypes = valueTypes;
    this.declared = declared;
    this.findings = findings;
  }

  /** The fields that it reads. */
  static List<String> fields() {
    List<String> fields = new ArrayList<>(TypeFields.ALL);
    fields.add(VALUE_TYPE);
    return fields;
  }

  /** The domain; null where it is broken, which is noted. */
  @Nullable Domain read(DocumentReader at) {
    if (at.has(VALUE_TYPE)) {
      return named(at);
    }
    if (!at.has(TypeFields.TYPE)) {
      at.problem("", "Needs a type or a valueType");
      return null;
    }
    String word = at.oneOf(TypeFields.TYPE, TypeFields.WORDS, "");
    if (!TypeFields.WORDS.contains(word)) {
      return null;
    }
    boolean misplaced = misplaced(at, word);
    Domain items = TypeFields.of(word).contains(TypeFields.ITEMS) ? items(at) : null;
    DataType type = TypeReader.read(at, word, items);
    if (type == null) {
      return null;
    }
    Constraints constraints =
        misplaced ? Constraints.NONE : new ConstraintReader(at, type, findings).read();
    return new Domain(type, constraints, unit(at, type), null);
  }

  private boolean misplaced(DocumentReader at, String word) {
    boolean found = false;
    for (String field : TypeFields.ALL) {
      if (at.has(field) && !TypeFields.of(word).contains(field)) {
        findings.add(LintCode.BAD_CONSTRAINT, at.path(field), "A " + word + " has no " + field);
        found = true;
      }
    }
    return found;
  }

  private @Nullable Domain named(DocumentReader at) {
    for (String field : TypeFields.ALL) {
      if (at.has(field)) {
        at.problem(field, "Stands in the value type, not beside it");
      }
    }
    String name = at.text(VALUE_TYPE);
    ValueType found = valueTypes.get(name);
    if (found != null) {
      return found.domain().named(name);
    }
    if (!name.isEmpty() && !declared.contains(name)) {
      findings.add(
          LintCode.UNKNOWN_VALUE_TYPE,
          at.path(VALUE_TYPE),
          "There is no value type '" + name + "'");
    }
    return null;
  }

  /** What a list or map holds: a word, or a type with constraints. */
  private @Nullable Domain items(DocumentReader at) {
    var node = at.node(TypeFields.ITEMS);
    Domain items;
    if (node != null && node.isTextual()) {
      String word = at.oneOf(TypeFields.ITEMS, TypeFields.WORDS, "");
      DataType plain = TypeReader.plain(word);
      if (plain == null && TypeFields.WORDS.contains(word)) {
        at.problem(
            TypeFields.ITEMS, "A " + word + " needs more than its name: {type: " + word + "}");
      }
      items = plain == null ? null : Domain.of(plain);
    } else {
      DocumentReader element = at.object(TypeFields.ITEMS);
      element.only(Set.copyOf(fields()));
      items = read(element);
    }
    if (items != null && !items.type().single()) {
      at.problem(TypeFields.ITEMS, "Must be a single value, no " + items.type().text());
      return null;
    }
    return items;
  }

  private @Nullable String unit(DocumentReader at, DataType type) {
    String unit = at.textOrNull(TypeFields.UNIT);
    if (unit != null && type.numeric()) {
      String reason = Units.refusal(unit);
      if (reason != null) {
        findings.add(LintCode.BAD_UNIT, at.path(TypeFields.UNIT), reason);
      }
    }
    return unit;
  }
}
