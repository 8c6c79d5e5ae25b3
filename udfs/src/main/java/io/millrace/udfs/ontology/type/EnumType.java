package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/**
 * One of these texts.
 *
 * @param values at least one, each once
 */
public record EnumType(List<String> values) implements DataType {
  public EnumType {
    values = List.copyOf(values);
  }

  @Override
  public CelType celType() {
    return SimpleType.STRING;
  }

  @Override
  public String text() {
    return "enum (" + String.join(", ", values) + ")";
  }

  @Override
  public boolean textual() {
    return true;
  }
}
